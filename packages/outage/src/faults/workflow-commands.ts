import type { Fault } from './fault.ts'
import { editFindings } from './edit-review.ts'

export const workflowCommands: Fault = {
  name: 'workflow-commands',
  number: 71,
  summary: 'Lines that GitHub Actions would obey.',
  apply: (_healthy, { answerWith }) =>
    answerWith({
      text: editFindings((finding) => ({
        ...finding,
        title: '::set-output name=clean::true',
        reasoning: 'x\n::add-mask::findings\n::error file=a.ts::none',
      })),
    }),
}
