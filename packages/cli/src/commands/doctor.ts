import type { Command } from 'commander'
import { encodeTerminalLine } from '@understudy/findings'
import type { Check } from '../doctor/checks.ts'
import { EXIT } from '../shell/exit-code.ts'
import { writeJson } from '../shell/write.ts'
import { symbol } from '../terminal/symbols.ts'
import { type Terminal, terminalOf, type Tone } from '../terminal/terminal.ts'
import { pad, widthOf } from '../terminal/text.ts'
import type { Act } from './act.ts'
import { addTargetFlags, configChoice, type TargetFlags } from './settings-flags.ts'

interface DoctorFlags extends TargetFlags {
  readonly offline?: boolean
  readonly json?: boolean
}

const LOOKS = { ok: ['good', 'served'], warning: ['warning', 'warning'], failed: ['bad', 'failed'] } as const satisfies Record<
  Check['result'],
  readonly [Tone, Parameters<typeof symbol>[1]]
>

function render(terminal: Terminal, checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => widthOf(name)))
  return checks
    .map(({ name, result, sentence }) => {
      const [tone, sign] = LOOKS[result]
      return `${terminal.paint(tone, symbol(terminal, sign))} ${pad(encodeTerminalLine(name), width)}  ${encodeTerminalLine(sentence)}`
    })
    .join('\n')
}

/** Adds `understudy doctor`. */
export function addDoctor(program: Command, act: Act): void {
  const doctor = program
    .command('doctor')
    .description('Check keys, SDKs, models and their retirement, health, store, clock and proxy')
    .option('--offline', 'ask no vendor')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Example:\n  understudy doctor\n')
    .addHelpText('after', '\nAsks the vendors’ model lists, sends no code. Exits with 0 when nothing is broken, 1 otherwise.\n')
  addTargetFlags(doctor).action(
    act(async (shell, flags: DoctorFlags, command: Command) => {
      const [checks, { openTargets }] = await Promise.all([import('../doctor/checks.ts'), import('../targets/open.ts')])
      await using opened = await openTargets(configChoice(flags, command), shell)
      const status = opened.route.status()
      const adapters = opened.targets.map(({ adapter }) => adapter)
      const results: Check[] = [
        { name: 'node', result: 'ok', sentence: process.versions.node },
        {
          name: 'store',
          result: opened.store.path === null ? 'warning' : 'ok',
          sentence: opened.store.path ?? opened.store.warning ?? 'memory only',
        },
        checks.clockCheck(status, shell.runtime.wallTime()),
        checks.proxyCheck(shell),
        ...checks.vendorChecks(shell),
        ...(flags.offline ? [] : await Promise.all(adapters.map((adapter) => checks.modelCheck(adapter, shell)))),
        ...status.map(checks.healthCheck),
        ...opened.notes.map((sentence): Check => ({ name: 'note', result: 'warning', sentence })),
      ]
      if (flags.json) writeJson(shell, results)
      else shell.stdout.write(`${render(terminalOf(shell.stdout, shell), results)}\n`)
      return results.some(({ result }) => result === 'failed') ? EXIT.findings : EXIT.clean
    }),
  )
}
