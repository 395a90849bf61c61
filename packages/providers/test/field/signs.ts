import { type ErrorSigns, isPage, statedRetryMs, wordsOf, wordsOfBody } from '../../src/classify/index.ts'
import { type FieldBody, NOW } from './body.ts'

/** What an answer is judged by, with nothing between; and where its waiting time is read. */
export function signsOf({
  via,
  model,
  status,
  headers = {},
  body,
}: FieldBody): ErrorSigns & { readonly wait: Parameters<typeof statedRetryMs>[0] } {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const words = status === undefined ? wordsOf(body) : wordsOfBody(text)
  const wait = { get: (name: string) => headers[name] ?? null, headers: Object.entries(headers), words, wallTime: NOW }
  const comeBack = statedRetryMs(wait) !== undefined
  return { vendor: via, status, words, model, address: 'https://api.example.test/v1', page: isPage(text), comeBack, wait }
}
