import type { Command } from 'commander'
import { wholeNumber } from '../shell/options.ts'
import type { Act } from './act.ts'
import { addTargetFlags, configChoice, type TargetFlags } from './settings-flags.ts'

interface ServeFlags extends TargetFlags {
  readonly port: number
  readonly host: string
  readonly journal?: string
  readonly json?: boolean
}

/** Adds `understudy serve`. */
export function addServe(program: Command, act: Act): void {
  const serve = program
    .command('serve')
    .description('Serve a live page of targets, their health and the timeline, until Ctrl-C')
    .option('--port <number>', 'port; 0 takes a free one', wholeNumber(0, 65_535), 4747)
    .option('--host <address>', 'address; on any other than loopback the token is needed to read as well', '127.0.0.1')
    .option('--journal <file>', 'journal that review writes, for the timeline')
    .option('--json', 'write the address as JSON to standard output')
    .addHelpText('before', 'Example:\n  understudy serve --journal journal.jsonl\n')
    .addHelpText(
      'after',
      '\nA changed configuration is applied while it runs; a broken one changes nothing, and the page says so.\n',
    )
  addTargetFlags(serve).action(
    act(async (shell, flags: ServeFlags, command: Command) => {
      const { serve: run } = await import('../serve/run.ts')
      const { port, host, journal, json = false } = flags
      return run({ port, host, json }, configChoice(flags, command, journal === undefined ? {} : { journal }), shell)
    }),
  )
}
