import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename, join } from 'node:path'
import type { NextApiRequest, NextApiResponse } from 'next'

const FORMATS = ['mp4', 'webm']

export default async function handler(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  const { source, format } = req.body as { source: string; format: string }
  if (!FORMATS.includes(format)) return res.status(400).end()
  const child = spawn('ffmpeg', ['-i', join('uploads', basename(source)), '-f', format, '-'])
  child.stdout.pipe(res)
  await once(child, 'close')
}
