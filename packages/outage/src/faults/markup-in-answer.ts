import type { Fault } from './fault.ts'
import { editFindings } from './edit-review.ts'

export const markupInAnswer: Fault = {
  name: 'markup-in-answer',
  number: 70,
  summary: 'HTML and Markdown that would run where a report is shown.',
  apply: (_healthy, { answerWith }) =>
    answerWith({
      text: editFindings((finding) => ({
        ...finding,
        title: '<img src=x onerror=alert(1)>',
        reasoning: '[docs](javascript:alert(1)) ![](https://evil.example.test/pixel)',
      })),
    }),
}
