import type { Command } from 'commander'
import type { ReviewSettings } from '../settings/settings.ts'
import type { Act } from './act.ts'
import { addInputFlags, type InputFlags, inputRequest, inputSettings } from './input-flags.ts'
import { addTargetFlags, configChoice, type TargetFlags } from './settings-flags.ts'

const EXAMPLES = `Examples:
  understudy files . --why        what a review of this folder would read and what not, and why
  understudy files --diff main    the same for what this branch changes
`

interface FilesFlags extends InputFlags, TargetFlags {
  readonly why?: boolean
  readonly json?: boolean
}

/** Adds `understudy files`. */
export function addFiles(program: Command, act: Act): void {
  const files = program
    .command('files')
    .description('List what a review would read and what not, without asking anybody')
    .option('--why', 'with the reason for each file that would not be read')
    .option('--json', 'as JSON')
    .addHelpText('before', EXAMPLES)
  addTargetFlags(addInputFlags(files)).action(
    act(async (shell, paths: readonly string[], flags: FilesFlags, command: Command) => {
      const request = inputRequest(paths, flags)
      const [{ listFiles }, { effectiveSettings }] = await Promise.all([
        import('../review/files.ts'),
        import('../config/effective.ts'),
      ])
      const settings: ReviewSettings = inputSettings(flags, command)
      const effective = await effectiveSettings(configChoice(flags, command, settings), shell)
      return listFiles({ ...request, why: flags.why ?? false, json: flags.json ?? false }, effective, shell)
    }),
  )
}
