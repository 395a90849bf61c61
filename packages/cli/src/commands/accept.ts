import { type Command, InvalidArgumentError } from 'commander'
import { refuseOption } from '@understudy/spec'
import { functionOf } from '../baseline/judge.ts'
import type { AcceptedFinding } from '../baseline/schema.ts'
import type { Shell } from '../shell/shell.ts'
import { userName } from '../shell/user-name.ts'
import { writeJson } from '../shell/write.ts'
import { count } from '../terminal/text.ts'
import type { Act } from './act.ts'
import { RESULT_FILE } from '../runs/words.ts'

interface AcceptFlags {
  readonly reason: string
  readonly expires: string
  readonly author?: string
  readonly all?: boolean
  readonly baseline: string
  readonly root?: string
  readonly json?: boolean
}

/** A date, or a date and time; always kept with its offset. @throws InvalidArgumentError */
function readDate(text: string): string {
  const time = Date.parse(text)
  if (!Number.isNaN(time)) return new Date(time).toISOString()
  throw new InvalidArgumentError('It must be a date such as 2027-01-31.')
}

async function accept(run: string, ids: readonly string[], flags: AcceptFlags, shell: Shell): Promise<number> {
  const [{ readBaseline, writeBaseline }, { readRun }, { secretMask }] = await Promise.all([
    import('../baseline/file.ts'),
    import('../runs/read.ts'),
    import('@understudy/findings'),
  ])
  const { findings } = await readRun(run, shell, flags.root === undefined ? {} : { root: flags.root })
  if (ids.length === 0 && !flags.all) refuseOption('id', 'at least one id of a finding, or --all', undefined)
  const unknown = ids.find((id) => !findings.some((finding) => finding.id === id))
  if (unknown !== undefined) refuseOption('id', `the id of a finding in ${run}`, unknown)
  const now = shell.runtime.wallTime()
  if (Date.parse(flags.expires) <= now) refuseOption('--expires', 'a date to come', flags.expires)
  const wanted = findings.filter(({ id }) => flags.all || ids.includes(id))
  const baseline = await readBaseline(flags.baseline, shell, true)
  // The file is meant to be committed.
  const mask = secretMask(wanted)
  const entries = wanted.map((finding): AcceptedFinding => ({
    fingerprint: finding.fingerprint.v1,
    path: finding.locations[0].path,
    title: mask.finding(finding).title,
    function: functionOf(finding),
    severity: finding.severity.level,
    author: flags.author ?? userName(shell.env),
    reason: flags.reason,
    acceptedAt: new Date(now).toISOString(),
    expires: flags.expires,
  }))
  const kept = baseline.accepted.filter(({ fingerprint }) => !entries.some((entry) => entry.fingerprint === fingerprint))
  await writeBaseline(flags.baseline, { version: 1, accepted: [...kept, ...entries] }, shell)
  if (flags.json) writeJson(shell, { baseline: flags.baseline, accepted: entries })
  else
    shell.stdout.write(
      `${count(entries.length, 'finding')} accepted in ${flags.baseline}. Use it: understudy review . --baseline ${flags.baseline}\n`,
    )
  return 0
}

/** Adds `understudy accept`. */
export function addAccept(program: Command, act: Act): void {
  program
    .command('accept')
    .description('Accept known findings, for a reason and a time, so that only new ones fail a review')
    .argument('<run.json>', RESULT_FILE)
    .argument('[id...]', 'ids of findings, as the report shows them')
    .requiredOption('--reason <text>', 'why it is accepted')
    .requiredOption('--expires <date>', 'when it counts again', readDate)
    .option('--author <name>', 'who accepts it (default: you)')
    .option('--all', 'every finding of the run')
    .option('--baseline <file>', 'file that keeps them', 'understudy.baseline.json')
    .option('--root <folder>', 'where the reviewed code lies, to tie findings of other scanners to it (default: here)')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Example:\n  understudy accept run.json 6810633a26d6 --reason "behind the VPN" --expires 2027-01-31\n')
    .action(act(async (shell, run: string, ids: readonly string[], flags: AcceptFlags) => accept(run, ids, flags, shell)))
}
