import { encodeTerminalLine, unreadFiles, unreadWords } from '@understudy/findings'
import { type ConfigChoice, effectiveSettings } from '../../config/effective.ts'
import type { Change } from '../../git/change.ts'
import { performReview } from '../../review/run.ts'
import { EXIT } from '../../shell/exit-code.ts'
import type { Shell } from '../../shell/shell.ts'
import { terminalOf } from '../../terminal/terminal.ts'
import { conclusionOf } from '../conclusion.ts'
import { withoutEmptyKeys } from '../keyless.ts'
import { logReport } from '../reports.ts'

/** Longest time that a commit waits for a review, unless told otherwise. */
const DEADLINE_MS = 120_000

/** Files that are named when they could not be reviewed. */
const MOST_SHOWN = 5

export interface PreCommitRequest {
  readonly paths: readonly string[]
  /** Stop the commit also when not everything could be reviewed. @default false */
  readonly strict: boolean
}

/** What is staged; or the range that the pre-commit framework was given, as before a push. */
function changeOf({ env }: Shell): Change {
  const [base, to] = [env('PRE_COMMIT_FROM_REF'), env('PRE_COMMIT_TO_REF')]
  return base && to ? { base, to } : 'staged'
}

/**
 * `understudy ci pre-commit`: reviews what is staged. Findings stop the commit; that a model cannot be reached does not, because
 * nobody should lose work to somebody else's outage, but it is said. @throws UnderstudyError for wrong usage
 */
export async function runPreCommit({ paths, strict }: PreCommitRequest, choice: ConfigChoice, given: Shell): Promise<number> {
  const shell = withoutEmptyKeys(given)
  const effective = await effectiveSettings(choice, shell)
  const values = { ...effective.values, deadlineMs: effective.values.deadlineMs ?? DEADLINE_MS }
  const reviewed = await performReview(
    { paths, change: changeOf(shell), resume: false, cache: true, quiet: true, allFiles: false },
    { ...effective, values },
    shell,
  )
  if (!reviewed) return EXIT.clean
  const conclusion = conclusionOf(reviewed.code)
  if (conclusion === 'success' && reviewed.counting.length === 0) return EXIT.clean
  if (reviewed.report.findings.length > 0) logReport(reviewed, shell)
  if (conclusion !== 'inconclusive') return reviewed.code
  const terminal = terminalOf(shell.stderr, shell)
  const unread = unreadFiles(reviewed.report)
  const shown = unread
    .slice(0, MOST_SHOWN)
    .map((file) => `  ${encodeTerminalLine(file.path)} ${encodeTerminalLine(unreadWords(file))}\n`)
  const more = unread.length > shown.length ? `  and ${unread.length - shown.length} more\n` : ''
  const end = strict ? 'The commit is stopped.' : 'The commit goes on; --strict would stop it.'
  shell.stderr.write(
    `${terminal.paint('warning', 'understudy:')} Not everything could be reviewed, so that silence proves nothing. ${end}\n${shown.join('')}${more}`,
  )
  return strict ? reviewed.code : EXIT.clean
}
