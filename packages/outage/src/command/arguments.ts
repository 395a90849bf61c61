import { parseArgs } from 'node:util'
import { checkNumber, checkWord } from '@understudy/spec'
import { SCENARIO_NAMES, type ScenarioName } from '../scenarios/catalogue.ts'

export interface CommandArguments {
  readonly port: number
  /** @default a quiet world, in which nothing happens until somebody makes it */
  readonly scenario?: ScenarioName
  /** Path of a JSON file with a scenario of one's own. */
  readonly file?: string
  /** How much faster than real time a scenario runs. */
  readonly speed: number
}

export const USAGE = `Plays OpenAI, Anthropic and Gemini on 127.0.0.1, with outages.

  understudy-stage [--port 4400] [--scenario NAME | --file SCENARIO.json] [--speed 1]

  --scenario  one of: ${SCENARIO_NAMES.join(', ')}
  --file      a scenario of your own, as JSON
  --speed     60 makes an hour of the scenario pass in a minute
  --help      this text
`

/** Reads the command line. @throws InvalidOptionError or a TypeError of `parseArgs`, each with a clear sentence */
export function readArguments(args: readonly string[]): CommandArguments | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '4400' },
      scenario: { type: 'string' },
      file: { type: 'string' },
      speed: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return 'help'
  return {
    port: checkNumber('--port', Number(values.port), { min: 0, max: 65_535, whole: true }),
    speed: checkNumber('--speed', Number(values.speed), { min: 0.001, max: 1_000_000 }),
    ...(values.scenario !== undefined && { scenario: checkWord('--scenario', values.scenario, SCENARIO_NAMES) }),
    ...(values.file !== undefined && { file: values.file }),
  }
}
