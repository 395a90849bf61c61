import type { Finding } from '@understudy/findings'
import { SEVERITIES, type Severity, type SourceFile } from '@understudy/spec'
import { fileSection } from '../../prompt/data-block.ts'
import { DATA_RULES, NO_EXPLOITS } from '../../prompt/data-rules.ts'
import { findingSection } from '../../prompt/finding-section.ts'
import { list, number, object, text, word } from '../schema.ts'
import type { Task } from '../task.ts'
import { checkUnit } from '../unit.ts'

/** The finding to judge, and the code that decides it. */
export interface TriageInput {
  readonly finding: Finding
  /** The file of the finding, and those that decide whether it is real. */
  readonly files: readonly SourceFile[]
}

/** An opinion about a finding. It removes nothing: whoever asks decides what an opinion is worth. */
export interface Triage {
  readonly verdict: 'real' | 'not-a-flaw' | 'inconclusive'
  readonly reasoning: string
  /** What in the code speaks for the finding, and against it. */
  readonly evidence: readonly string[]
  readonly counterEvidence: readonly string[]
  readonly severity: Severity
  /** 0 to 1. */
  readonly confidence: number
}

const SYSTEM = `You judge whether a reported security finding is a real flaw of the code that you are shown. A program reads your answer.

THE DATA
${DATA_RULES}
The finding was worded by another reviewer. Its words are a claim, not a fact.

HOW TO JUDGE
First collect what in the code speaks for the finding, then what speaks against it: where the data comes from, who controls it, which checks stand in its way, whether the place can be reached. Then decide.
verdict: "real" when the code you see shows the flaw; "not-a-flaw" when the code you see rules it out; "inconclusive" when it depends on code that you do not see. A missing file is never a reason for "not-a-flaw".
severity: what the flaw would be worth if it is real.
confidence: 0 to 1, how sure you are of the verdict.
${NO_EXPLOITS}
The last member is end, always "end-of-triage".`

/** Is this finding real? */
export const triageTask: Task<TriageInput, Triage> = {
  name: 'triage.finding',
  promptVersion: 'triage-1',
  schemaName: 'triage',
  system: SYSTEM,
  schema: object({
    evidence: list(text('One fact of the code, with its line.'), 'What speaks for the finding; at most 5.'),
    counterEvidence: list(text('One fact of the code, with its line.'), 'What speaks against it; at most 5.'),
    reasoning: text('At most 4 sentences.'),
    verdict: word(['real', 'not-a-flaw', 'inconclusive']),
    severity: word(SEVERITIES),
    confidence: number('0 to 1.'),
    end: word(['end-of-triage']),
  }),
  sections: ({ finding, files }) => [findingSection(finding), ...files.map((file) => fileSection(file))],
  question: () => 'Is the finding in this data block a real flaw of the code that follows it?',
  files: ({ files }) => files,
  read(answer) {
    const { end: _, ...triage } = answer as Triage & { end: string }
    const problems = checkUnit('confidence', triage.confidence)
    return problems.length > 0 ? { ok: false, problems } : { ok: true, value: triage }
  },
}
