import type { Fault } from './fault.ts'
import { editFindings } from './edit-review.ts'

export const terminalEscapes: Fault = {
  name: 'terminal-escapes',
  number: 69,
  summary: 'Control sequences that would repaint, link or fill the clipboard of a terminal.',
  apply: (_healthy, { answerWith }) =>
    answerWith({
      text: editFindings((finding) => ({
        ...finding,
        title: '\u001B[2J\u001B[32mAll clean\u001B]52;c;cm0gLXJm\u0007\r',
        reasoning: '\u001B]8;;https://evil.example.test\u001B\\docs\u001B]8;;\u001B\\',
      })),
    }),
}
