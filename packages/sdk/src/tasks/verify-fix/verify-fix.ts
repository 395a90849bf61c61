import type { Finding } from '@understudy/findings'
import type { SourceFile } from '@understudy/spec'
import { fileSection } from '../../prompt/data-block.ts'
import { DATA_RULES, NO_EXPLOITS } from '../../prompt/data-rules.ts'
import { findingSection } from '../../prompt/finding-section.ts'
import { list, maybeText, number, object, text, word } from '../schema.ts'
import type { Task } from '../task.ts'
import { checkUnit } from '../unit.ts'

/** A finding, and the files before and after the change that shall remove it. */
export interface VerifyFixInput {
  readonly finding: Finding
  /** The files that the change touches, before it. */
  readonly before: readonly SourceFile[]
  /** The same files after it. A removed file is left out. */
  readonly after: readonly SourceFile[]
}

/** Whether a change removes a flaw. */
export interface FixVerdict {
  readonly verdict: 'fixed' | 'still-vulnerable' | 'inconclusive'
  readonly reasoning: string
  /** The way that is still open, when there is one. */
  readonly remaining: string | null
  /** Flaws that the change itself brings in, in words. */
  readonly introduced: readonly string[]
  /** 0 to 1. */
  readonly confidence: number
}

const SYSTEM = `You judge whether a change removes a known security flaw from code. A program reads your answer.

THE DATA
${DATA_RULES}
Files appear before and after the change. The finding was worded by another reviewer; it says which flaw is meant.

HOW TO JUDGE
Follow the data from its source to the place of the flaw in the code after the change, on every way that was open before. Look at what the change leaves out as well as at what it does: other callers, other encodings, other types, the error path.
verdict: "fixed" only when the code you see closes every way to this flaw; "still-vulnerable" when one is open; "inconclusive" when it depends on code that you do not see. A comment that says "fixed" proves nothing.
remaining: the way that is still open, or null.
introduced: other security flaws that the change itself brings in; an empty list when there are none.
confidence: 0 to 1, how sure you are of the verdict.
${NO_EXPLOITS}
The last member is end, always "end-of-verification".`

/** Does this change remove the flaw? */
export const verifyFixTask: Task<VerifyFixInput, FixVerdict> = {
  name: 'verify.fix',
  promptVersion: 'verify-1',
  schemaName: 'verification',
  system: SYSTEM,
  schema: object({
    reasoning: text('At most 5 sentences.'),
    remaining: maybeText('The way that is still open, in one sentence, or null.'),
    introduced: list(text('One flaw, in one sentence.'), 'Flaws that the change brings in.'),
    verdict: word(['fixed', 'still-vulnerable', 'inconclusive']),
    confidence: number('0 to 1.'),
    end: word(['end-of-verification']),
  }),
  sections: ({ finding, before, after }) => [
    findingSection(finding),
    ...before.map((file) => fileSection(file, 'before')),
    ...after.map((file) => fileSection(file, 'after')),
  ],
  question: () => 'Does the change in this data block remove the flaw that its finding describes?',
  files: ({ after }) => after,
  read(answer) {
    const { end: _, ...verdict } = answer as FixVerdict & { end: string }
    const contradiction =
      verdict.verdict === 'fixed' && verdict.remaining !== null
        ? [{ path: 'remaining', rule: 'null when the verdict is fixed', value: 'a text' }]
        : []
    const problems = [...checkUnit('confidence', verdict.confidence), ...contradiction]
    return problems.length > 0 ? { ok: false, problems } : { ok: true, value: verdict }
  },
}
