import type { Finding } from '@understudy/findings'
import type { SourceFile } from '@understudy/spec'
import { fileSection } from '../../prompt/data-block.ts'
import { DATA_RULES, NO_EXPLOITS } from '../../prompt/data-rules.ts'
import { findingSection } from '../../prompt/finding-section.ts'
import { list, maybeText, number, object, text, word } from '../schema.ts'
import type { Task } from '../task.ts'
import { checkUnit } from '../unit.ts'
import { applyEdits, type Edit } from './edits.ts'

/** The finding that a change shall remove, and the files that it may touch. */
export interface ProposePatchInput {
  readonly finding: Finding
  /** Whole files: only these may be changed. */
  readonly files: readonly SourceFile[]
}

/** A change that should remove a flaw. It is proposed, never applied; `verifyFix` gives a second opinion. */
export interface PatchProposal {
  readonly reasoning: string
  /** Changed files, whole. Empty when the model sees no repair in the given files; `reasoning` says why. */
  readonly changed: readonly SourceFile[]
  readonly edits: readonly Edit[]
  /** A test that fails before and passes after, in words, or null. */
  readonly test: string | null
  /** 0 to 1. */
  readonly confidence: number
}

const SYSTEM = `You repair a known security flaw in code. A program reads your answer and applies it.

THE DATA
${DATA_RULES}
The finding was worded by another reviewer; it says which flaw is meant. Its advice is a suggestion.

THE REPAIR
Make the smallest change that closes every way to the flaw and keeps what the code does for honest users. Use what the code already uses: its libraries, its style, its error handling. Do not reformat, rename or tidy. Do not disable the feature. Change only the given files; when the flaw cannot be repaired there, give no edits and say why in reasoning.
edits: each names a file by its path, exactly as announced; find has whole lines of that file, verbatim, without number and bar, enough of them to occur only once; replace has the lines that stand there afterwards.
test: what a test would check that fails before the change and passes after it, in one or two sentences, or null.
confidence: 0 to 1, how sure you are that the flaw is gone and nothing else breaks.
${NO_EXPLOITS}
The last member is end, always "end-of-patch".`

/** How could this flaw be repaired? */
export const proposePatchTask: Task<ProposePatchInput, PatchProposal> = {
  name: 'propose.patch',
  promptVersion: 'patch-1',
  schemaName: 'patch',
  system: SYSTEM,
  schema: object({
    reasoning: text('What the change does, in at most 4 sentences.'),
    edits: list(
      object({
        path: text('Path of the file, exactly as announced.'),
        find: text('Lines of the file, verbatim.'),
        replace: text('The lines that replace them.'),
      }),
      'In the order in which they apply.',
    ),
    test: maybeText('What a test would check, or null.'),
    confidence: number('0 to 1.'),
    end: word(['end-of-patch']),
  }),
  sections: ({ finding, files }) => [findingSection(finding), ...files.map((file) => fileSection(file))],
  question: () => 'Repair the flaw that the finding in this data block describes.',
  files: ({ files }) => files,
  read(answer, { files }) {
    const { end: _, edits, ...proposal } = answer as Omit<PatchProposal, 'changed'> & { end: string }
    const applied = applyEdits(files, edits)
    const problems = [...checkUnit('confidence', proposal.confidence), ...(applied.ok ? [] : applied.problems)]
    if (!applied.ok || problems.length > 0) return { ok: false, problems }
    return { ok: true, value: { ...proposal, edits, changed: applied.files } }
  },
}
