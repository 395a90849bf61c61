import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'

const ROOT = path.resolve('public/assets')

export function serveAsset(req: IncomingMessage, res: ServerResponse): void {
  const name = (req.url ?? '/').split('?')[0] ?? '/'
  if (name.includes('..')) {
    res.writeHead(400).end()
    return
  }
  const file = path.join(ROOT, decodeURIComponent(name))
  createReadStream(file)
    .once('error', () => res.writeHead(404).end())
    .pipe(res)
}
