import type { Command } from 'commander'
import { SEVERITIES } from '@understudy/spec'
import { INCONCLUSIVE_WORDS } from '../ci/conclusion.ts'
import { type CiFlags, days, ON_SWITCH, readCategory } from '../ci/request.ts'
import type { ReviewSettings } from '../settings/settings.ts'
import { commaList, dollars, oneOf, timeInMs } from '../shell/options.ts'
import type { Act } from './act.ts'
import { addTargetFlags, configChoice, type TargetFlags, wasSaid } from './settings-flags.ts'

const EXAMPLES = `Examples:
  understudy ci github                       in a workflow: review the pull request, or everything on a push
  understudy ci github --inconclusive failure
  understudy ci gitlab                       in a merge request pipeline
  understudy ci pre-commit                   review what is staged, and let a commit pass when no model can be reached
`

const EXIT_CODES = `
Exit codes:
  0  the verdict is green, or it is neither red nor green and was shown so
  1  findings at or above the threshold
  2  wrong usage, configuration or checkout
  3  no target could serve; in GitHub only where the check could not say so
  4  incomplete, or degraded without findings; in GitHub only where the check could not say so
  5  the verdict could not be published
`

interface Flags extends TargetFlags, CiFlags, Pick<ReviewSettings, 'failOn' | 'baseline'> {
  readonly deadline?: number
  readonly failOnExisting?: boolean
  readonly carryFor?: number
}

function addCiFlags(command: Command): Command {
  return addTargetFlags(command)
    .argument('[path...]', 'files or folders; default: everything')
    .option('--fail-on <severity>', 'least severity that makes it red (default: low)', oneOf([...SEVERITIES, 'none'] as const))
    .option('--fail-on-existing', 'count findings on lines that the change does not touch, too')
    .option('--baseline <file>', 'file of accepted findings, read as it was before the change')
    .option('--deadline <time>', 'longest time for the whole review, such as 5m', timeInMs)
    .option('--max-cost <usd>', 'the most that this review may spend, in US dollars', dollars)
    .option('--exclude <pattern>', 'leave out, as in .gitignore; may be repeated', commaList)
}

function addHostFlags(command: Command): Command {
  return addCiFlags(command)
    .option('--category <word>', 'tells this review from others of the repository (default: understudy)', readCategory)
    .option('--state <folder>', 'folder that the cache of the runner keeps')
    .option('--reports <folder>', 'folder for the reports')
    .option(
      '--on-switch <what>',
      `what becomes of alerts of a model that was replaced: ${ON_SWITCH.join(', ')} (default: carry)`,
      oneOf(ON_SWITCH),
    )
    .option('--carry-for <days>', 'time after which somebody is asked about a carried alert (default: 30d)', days)
    .option('--accept-switch <model>', 'a served model whose silence closes alerts of the one before; may be repeated', commaList)
    .option('--no-comment', 'write no comment')
}

/** What the flags said, in the words of settings and of CI. */
function said(paths: readonly string[], flags: Flags, command: Command) {
  const { failOn, baseline, deadline, category, state, reports, inconclusive, maxCost, exclude } = flags
  const { onSwitch, carryFor: carryForMs, acceptSwitch } = flags
  const settings: ReviewSettings = {
    ...(failOn && { failOn }),
    ...(flags.failOnExisting && { failOnExisting: true }),
    ...(baseline !== undefined && { baseline }),
    ...(deadline !== undefined && { deadlineMs: deadline }),
  }
  const onOff = (name: 'comment' | 'sarif' | 'check'): boolean | undefined => (wasSaid(command, name) ? flags[name] : undefined)
  const ci: CiFlags = {
    ...(paths.length > 0 && { paths }),
    category,
    state,
    reports,
    inconclusive,
    onSwitch,
    carryForMs,
    acceptSwitch,
    maxCost,
    exclude,
    comment: onOff('comment'),
    sarif: onOff('sarif'),
    check: onOff('check'),
  }
  return { ci, choice: configChoice(flags, command, settings) }
}

/** Adds `understudy ci` with one command for each place it runs in. */
export function addCi(program: Command, act: Act): void {
  const ci = program
    .command('ci')
    .description('Review in CI, and say there what was found and who served')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', EXIT_CODES)

  addHostFlags(ci.command('github').description('In GitHub Actions: check, alerts, one comment, summary'))
    .addHelpText('before', 'Example:\n  understudy ci github --fail-on high\n')
    .option(
      '--inconclusive <conclusion>',
      `how an inconclusive review is shown: ${INCONCLUSIVE_WORDS.join(', ')}`,
      oneOf(INCONCLUSIVE_WORDS),
    )
    .option('--no-sarif', 'upload nothing to code scanning')
    .option('--no-check', 'make no check; the job alone is the verdict')
    .action(
      act(async (shell, paths: readonly string[], flags: Flags, command: Command) => {
        const { runGitHub } = await import('../ci/github/run.ts')
        const { ci: told, choice } = said(paths, flags, command)
        return runGitHub(told, choice, shell)
      }),
    )

  addHostFlags(ci.command('gitlab').description('In GitLab CI: SAST and Code Quality reports, one note'))
    .addHelpText('before', 'Example:\n  understudy ci gitlab --fail-on high\n')
    .action(
      act(async (shell, paths: readonly string[], flags: Flags, command: Command) => {
        const { runGitLab } = await import('../ci/gitlab/run.ts')
        const { ci: told, choice } = said(paths, flags, command)
        return runGitLab(told, choice, shell)
      }),
    )

  addCiFlags(ci.command('pre-commit').description('Before a commit: what is staged'))
    .addHelpText('before', 'Example:\n  understudy ci pre-commit --fail-on high\n')
    .option('--strict', 'stop the commit also when not everything could be reviewed')
    .action(
      act(async (shell, paths: readonly string[], flags: Flags & { readonly strict?: boolean }, command: Command) => {
        const { runPreCommit } = await import('../ci/pre-commit/run.ts')
        const { ci: told, choice } = said(paths, flags, command)
        const { maxCost, exclude } = told
        const more = { ...(maxCost !== undefined && { spendingCapUsd: maxCost }), ...(exclude && { exclude }) }
        const request = { paths: paths.length === 0 ? ['.'] : paths, strict: flags.strict ?? false }
        return runPreCommit(request, { ...choice, flags: { ...more, ...choice.flags } }, shell)
      }),
    )
}
