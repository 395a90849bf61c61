import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'

const ROOT = path.resolve('public/icons')

export function serveIcon(req: IncomingMessage, res: ServerResponse): void {
  const name = (req.url ?? '/').split('?')[0] ?? '/'
  const file = path.join(ROOT, decodeURIComponent(name))
  if (!file.startsWith(ROOT + path.sep)) {
    res.writeHead(400).end()
    return
  }
  createReadStream(file)
    .once('error', () => res.writeHead(404).end())
    .pipe(res)
}
