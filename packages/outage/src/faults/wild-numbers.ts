import type { Fault } from './fault.ts'
import { editFindings } from './edit-review.ts'

/** 1e400 is legal JSON and reads as Infinity; no serialiser writes it, so it is put in afterwards. */
const wild = editFindings((finding) => ({
  ...finding,
  path: '../../etc/passwd',
  startLine: -5,
  endLine: 2 ** 53,
  confidence: '@',
}))

export const wildNumbers: Fault = {
  name: 'wild-numbers',
  number: 41,
  summary: 'Numbers and paths out of all bounds.',
  apply: (_healthy, { answerWith }) => answerWith({ text: (text) => wild(text).replace('"@"', '1e400') }),
}
