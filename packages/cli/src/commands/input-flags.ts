import type { Command } from 'commander'
import { refuseOption } from '@understudy/spec'
import type { Change } from '../git/change.ts'
import type { ReviewSettings } from '../settings/settings.ts'
import { commaList, sizeInBytes } from '../shell/options.ts'
import { wasSaid } from './settings-flags.ts'

/** Flags about what is read, as commander hands them over. */
export interface InputFlags extends Pick<ReviewSettings, 'exclude'> {
  readonly gitignore?: boolean
  readonly defaultExcludes?: boolean
  readonly maxFileSize?: number
  readonly root?: string
  readonly diff?: string
  readonly staged?: boolean
}

/** Adds them. */
export function addInputFlags(command: Command): Command {
  return command
    .argument('[path...]', 'files or folders; - reads standard input')
    .option('--diff <base>', 'review the change from a commit or branch to the working tree')
    .option('--staged', 'review what is staged for the next commit')
    .option('--exclude <pattern>', 'leave out, as in .gitignore; may be repeated', commaList)
    .option('--max-file-size <size>', 'longest file that is reviewed (default: 256KB)', sizeInBytes)
    .option('--no-gitignore', 'review what git ignores, too')
    .option('--no-default-excludes', 'review dependencies and build output, too')
    .option('--root <folder>', 'folder that no path may leave, and that paths in the report are relative to')
}

/** The settings that they said, and nothing else. */
export function inputSettings(flags: InputFlags, command: Command): ReviewSettings {
  const { exclude, maxFileSize, gitignore, defaultExcludes } = flags
  return {
    ...(exclude && { exclude }),
    ...(wasSaid(command, 'gitignore') && { gitignore }),
    ...(wasSaid(command, 'defaultExcludes') && { defaultExcludes }),
    ...(maxFileSize !== undefined && { maxFileBytes: maxFileSize }),
  }
}

/** What is read: paths, and the change that they are read of. @throws InvalidOptionError when nothing is named */
export function inputRequest(
  paths: readonly string[],
  { diff, staged, root }: InputFlags,
): { readonly paths: readonly string[]; readonly change?: Change; readonly root?: string } {
  if (diff !== undefined && staged) refuseOption('--staged', 'given without --diff', true)
  const change: Change | undefined = diff === undefined ? (staged ? 'staged' : undefined) : { base: diff }
  if (paths.length === 0 && change === undefined)
    refuseOption(
      'path',
      'a file or folder such as ., - for standard input, or left out with --diff <base> or --staged',
      undefined,
    )
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    ...(change !== undefined && { change }),
    ...(root !== undefined && { root }),
  }
}
