import type { Fault } from './fault.ts'
import { editFindings } from './edit-review.ts'

export const hiddenCharacters: Fault = {
  name: 'hidden-characters',
  number: 68,
  summary: 'Zero-width, bidirectional and tag characters in the answer.',
  apply: (_healthy, { answerWith }) =>
    answerWith({
      text: editFindings((finding) => ({ ...finding, title: 'safe\u202Enoitcejni lqs\u2066 \u200B\u{E0041}\u{E0042}' })),
    }),
}
