import type { Request, Response } from 'express'
import escapeHtml from 'escape-html'

interface Comment {
  readonly author: string
  readonly text: string
}

export async function commentPage(req: Request, res: Response, load: (topic: string) => Promise<Comment[]>): Promise<void> {
  const topic = String(req.query.topic ?? 'general')
  const comments = await load(topic)
  const items = comments.map((comment) => `<li><b>${escapeHtml(comment.author)}</b> ${escapeHtml(comment.text)}</li>`)
  const heading = `<h1>Comments on ${topic}</h1>`
  res.type('html').send(`<!doctype html>${heading}<ul>${items.join('')}</ul>`)
}
