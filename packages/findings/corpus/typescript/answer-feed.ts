import type { Request, Response } from 'express'
import escapeHtml from 'escape-html'

interface Answer {
  readonly author: string
  readonly text: string
}

export async function answerPage(req: Request, res: Response, load: (topic: string) => Promise<Answer[]>): Promise<void> {
  const topic = String(req.query.topic ?? 'general')
  const answers = await load(topic)
  const items = answers.map((answer) => `<li><b>${escapeHtml(answer.author)}</b> ${escapeHtml(answer.text)}</li>`)
  const heading = `<h1>Answers on ${escapeHtml(topic)}</h1>`
  res.type('html').send(`<!doctype html>${heading}<ul>${items.join('')}</ul>`)
}
