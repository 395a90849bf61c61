import type { Command } from 'commander'
import { encodeTerminalLine } from '@understudy/findings'
import type { Check } from '../doctor/checks.ts'
import { EXIT } from '../shell/exit-code.ts'
import { writeJson } from '../shell/write.ts'
import { symbol } from '../terminal/symbols.ts'
import { type Terminal, terminalOf, type Tone } from '../terminal/terminal.ts'
import { pad, widthOf } from '../terminal/text.ts'
import { waiting } from '../progress/waiting.ts'
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
    .description('Check keys, SDKs, models and their retirement, health, store, clock, proxy and network')
    .option('--offline', 'ask no vendor')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Example:\n  understudy doctor\n')
    .addHelpText(
      'after',
      '\nAsks the vendors’ model lists and whether their addresses answer; sends no code. Exits with 0 when nothing is broken, 1 otherwise.\n',
    )
  addTargetFlags(doctor).action(
    act(async (shell, flags: DoctorFlags, command: Command) => {
      const { examine } = await import('../doctor/examine.ts')
      const { offline = false } = flags
      const results = await waiting(offline ? 'Looking' : 'Asking the vendors’ model lists', shell, () =>
        examine(configChoice(flags, command), shell, { offline }),
      )
      if (flags.json) writeJson(shell, results)
      else shell.stdout.write(`${render(terminalOf(shell.stdout, shell), results)}\n`)
      return results.some(({ result }) => result === 'failed') ? EXIT.findings : EXIT.clean
    }),
  )
}
