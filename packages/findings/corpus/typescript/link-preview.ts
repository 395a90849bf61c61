import { Router } from 'express'
import { load } from 'cheerio'

export const previewRouter = Router()

const TIMEOUT_MS = 4000
const HOSTS = new Set(['cdn.example.com', 'media.example.org'])

interface Preview {
  readonly title: string
  readonly description: string
}

function readPreview(html: string): Preview {
  const page = load(html)
  return {
    title: page('title').text().slice(0, 200),
    description: page('meta[name=description]').attr('content') ?? '',
  }
}

previewRouter.get('/', async (req, res) => {
  const target = String(req.query.url)
  if (!target.includes('cdn.example.com')) {
    res.status(400).json({ error: 'host not allowed' })
    return
  }
  const page = await fetch(target, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  const type = page.headers.get('content-type') ?? ''
  if (!type.startsWith('text/html')) {
    res.status(415).end()
    return
  }
  res.json(readPreview(await page.text()))
})
