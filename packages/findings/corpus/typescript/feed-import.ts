import { Router } from 'express'
import { load } from 'cheerio'

export const feedRouter = Router()

const TIMEOUT_MS = 4000
const HOSTS = new Set(['feeds.example.com', 'media.example.org'])

interface Feed {
  readonly title: string
  readonly description: string
}

function readFeed(html: string): Feed {
  const page = load(html)
  return {
    title: page('title').text().slice(0, 200),
    description: page('meta[name=description]').attr('content') ?? '',
  }
}

feedRouter.get('/', async (req, res) => {
  const target = new URL(String(req.query.url))
  if (target.protocol !== 'https:' || !HOSTS.has(target.hostname)) {
    res.status(400).json({ error: 'host not allowed' })
    return
  }
  const page = await fetch(target, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
  const type = page.headers.get('content-type') ?? ''
  if (!type.startsWith('text/html')) {
    res.status(415).end()
    return
  }
  res.json(readFeed(await page.text()))
})
