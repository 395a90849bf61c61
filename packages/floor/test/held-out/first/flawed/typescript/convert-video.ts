import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { NextApiRequest, NextApiResponse } from 'next'

export default async function handler(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  const { source, format } = req.body as { source: string; format: string }
  const child = spawn(`ffmpeg -i uploads/${source} -f ${format} -`, { shell: true })
  child.stdout.pipe(res)
  await once(child, 'close')
}
