import type { Command } from 'commander'
import { encodeTerminalLine } from '@understudy/findings'
import { hideUserinfo } from '@understudy/spec'
import type { Effective } from '../config/effective.ts'
import type { SettingName } from '../settings/settings.ts'
import type { Shell } from '../shell/shell.ts'
import { writeJson } from '../shell/write.ts'
import { defaultStorePath } from '../store/locate.ts'
import { chooseTargets } from '../targets/choose.ts'
import { targetId } from '../targets/parse.ts'
import { renderTable } from '../terminal/table.ts'
import { terminalOf } from '../terminal/terminal.ts'
import type { Act } from './act.ts'
import { addTargetFlags, configChoice, type TargetFlags } from './settings-flags.ts'

interface ConfigFlags extends TargetFlags {
  readonly json?: boolean
  readonly schema?: boolean
}

/** Settings whose default depends on the environment, resolved, so that nothing is left to guess. */
function resolved(effective: Effective, shell: Shell): Effective {
  const { targets, store, floor = true } = effective.values
  // A target that cannot be read is refused here as it would be by a review.
  if (targets) chooseTargets(targets, floor, shell.env)
  const origins = new Map(effective.origins)
  if (targets === undefined) origins.set('targets', 'keys in the environment')
  if (store === undefined) origins.set('store', 'default')
  const values = {
    ...effective.values,
    targets: targets ?? chooseTargets(undefined, floor, shell.env).targets.map(targetId),
    store: store ?? defaultStorePath(shell.env, shell.platform),
  }
  return { ...effective, values, origins }
}

/** Settings as a file names and writes them: there a time is `5m`, here it is milliseconds. */
const IN_FILES: Readonly<Partial<Record<SettingName, readonly [name: string, write: (value: number) => string]>>> = {
  deadlineMs: ['deadline', shortTime],
  callDeadlineMs: ['callDeadline', shortTime],
  maxFileBytes: ['maxFileSize', shortSize],
}

function shortTime(ms: number): string {
  if (ms % 60_000 === 0) return `${ms / 60_000}m`
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`
}

function shortSize(bytes: number): string {
  if (bytes % 1024 ** 2 === 0) return `${bytes / 1024 ** 2}MB`
  return bytes % 1024 === 0 ? `${bytes / 1024}KB` : String(bytes)
}

function shown(name: string, value: unknown): readonly [string, string] {
  const written = IN_FILES[name as SettingName]
  if (written && typeof value === 'number') return [written[0], written[1](value)]
  return [name, hideUserinfo(typeof value === 'string' ? value : JSON.stringify(value))]
}

function print(effective: Effective, shell: Shell): void {
  const rows = Object.entries(effective.values).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const table = renderTable(
    terminalOf(shell.stdout, shell),
    [{ title: 'setting' }, { title: 'value', flexible: true }, { title: 'from', flexible: true }],
    rows.map(([name, value]) => {
      const [setting, text] = shown(name, value)
      return [
        { text: setting },
        { text: encodeTerminalLine(text), tone: 'accent' },
        { text: encodeTerminalLine(effective.origins.get(name as SettingName) ?? 'default'), tone: 'dim' },
      ]
    }),
  )
  shell.stdout.write(`${table}\n`)
  for (const note of effective.notes) shell.stderr.write(`${encodeTerminalLine(note)}\n`)
}

/** Adds `understudy config`. */
export function addConfig(program: Command, act: Act): void {
  const config = program
    .command('config')
    .description('Show every setting in force, and where it came from')
    .option('--json', 'as JSON')
    .option('--schema', 'print the JSON Schema of configuration files')
    .addHelpText('before', 'Example:\n  understudy config\n')
    .addHelpText(
      'after',
      '\nFrom weak to strong: defaults, your own file, the environment, flags. A file in the reviewed folder may only narrow what\nthese allow, unless you name it with --config.\n',
    )
  addTargetFlags(config).action(
    act(async (shell, flags: ConfigFlags, command: Command) => {
      if (flags.schema) {
        const { configJsonSchema } = await import('../config/schema.ts')
        writeJson(shell, configJsonSchema())
        return 0
      }
      const { effectiveSettings } = await import('../config/effective.ts')
      const effective = resolved(await effectiveSettings(configChoice(flags, command), shell), shell)
      if (!flags.json) print(effective, shell)
      else {
        const settings = Object.entries(effective.values).map(([name, value]) => ({
          name,
          value: JSON.parse(hideUserinfo(JSON.stringify(value))) as unknown,
          from: effective.origins.get(name as SettingName) ?? 'default',
        }))
        writeJson(shell, { settings, repositoryExclude: effective.repositoryExclude, notes: effective.notes })
      }
      return 0
    }),
  )
}
