import { type Command, Option } from 'commander'
import type { QualifiedTask } from '../qualify/run.ts'
import { wholeNumber } from '../shell/options.ts'
import type { Act } from './act.ts'
import { addTargetFlags, configChoice, type TargetFlags } from './settings-flags.ts'

interface QualifyFlags extends TargetFlags {
  readonly corpus?: string
  readonly task: QualifiedTask | 'both'
  readonly runs: number
  readonly yes?: boolean
  readonly output?: string
  readonly state?: string
  readonly json?: boolean
}

/** Adds `understudy qualify`. */
export function addQualify(program: Command, act: Act): void {
  const command = program
    .command('qualify')
    .description('Measure your targets on labelled code, so that a substitute’s findings can be compared')
    .option('--corpus <folder>', 'labelled code (default: the canary corpus that comes along)')
    .addOption(
      new Option('--task <task>', 'what the targets will be asked to review; profiles hold for one task')
        .choices(['review.files', 'review.diff', 'both'])
        .default('review.files'),
    )
    .option('--runs <number>', 'runs of each target', wholeNumber(3, 100), 3)
    .option('--output <file>', 'write the profiles to a file')
    .option('--state <file>', 'keep finished runs, so that it can go on')
    .option('--yes', 'yes to what it costs')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Example:\n  understudy qualify --targets anthropic/claude-opus-5-5,openai/gpt-5.5 --yes\n')
    .addHelpText('after', '\nAsks real models many times. Without --yes it only says how many, and sends nothing.\n')
  addTargetFlags(command).action(
    act(async (shell, flags: QualifyFlags, self: Command) => {
      const { runQualify } = await import('../qualify/run.ts')
      const { corpus, task, runs, output, state, yes = false, json = false } = flags
      const request = {
        tasks: task === 'both' ? (['review.files', 'review.diff'] as const) : [task],
        runs,
        yes,
        json,
        ...(corpus !== undefined && { corpus }),
        ...(output !== undefined && { output }),
        ...(state !== undefined && { state }),
      }
      return runQualify(request, configChoice(flags, self), shell)
    }),
  )
}
