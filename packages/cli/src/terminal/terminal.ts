import { styleText } from 'node:util'

/** What a piece of text means; the colours follow from it. */
export type Tone = 'good' | 'warning' | 'bad' | 'accent' | 'dim' | 'strong' | 'plain'

/** A place to show text: how wide it is, and what it can show. */
export interface Terminal {
  readonly columns: number
  readonly colour: boolean
  readonly unicode: boolean
  paint(tone: Tone, text: string): string
}

/** Reads one environment variable. */
export type ReadEnv = (name: string) => string | undefined

const FORMATS: Readonly<Record<Exclude<Tone, 'plain'>, Parameters<typeof styleText>[0]>> = {
  good: 'green',
  warning: 'yellow',
  bad: ['bold', 'red'],
  accent: 'cyan',
  dim: 'dim',
  strong: 'bold',
}

/** Narrower than this, tables say nothing; wider, lines get hard to follow. */
const NARROWEST = 40
const WIDEST = 160

/** NO_COLOR wins over FORCE_COLOR, which wins over what the stream is. */
export function wantsColour(env: ReadEnv, isTerminal: boolean): boolean {
  if (env('NO_COLOR')) return false
  const forced = env('FORCE_COLOR')
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return isTerminal && env('TERM') !== 'dumb'
}

/** The old Windows console and a plain C locale cannot show more than ASCII. */
export function wantsUnicode(env: ReadEnv, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return Boolean(env('WT_SESSION') ?? env('TERM_PROGRAM') ?? env('ConEmuTask'))
  const locale = env('LC_ALL') || env('LC_CTYPE') || env('LANG')
  return env('TERM') !== 'linux' && locale !== 'C' && locale !== 'POSIX'
}

/** What a terminal can show, where it is known. */
export interface TerminalOptions {
  /** @default false */
  readonly colour?: boolean
  /** @default true */
  readonly unicode?: boolean
  /** Clamped to 40–160. @default 100 */
  readonly columns?: number
}

/** A terminal of given abilities. */
export function createTerminal(options: TerminalOptions = {}): Terminal {
  const { colour = false, unicode = true, columns = 100 } = options
  return {
    colour,
    unicode,
    columns: Math.min(WIDEST, Math.max(NARROWEST, columns)),
    paint: (tone, text) =>
      colour && tone !== 'plain' && text !== '' ? styleText(FORMATS[tone], text, { validateStream: false }) : text,
  }
}

/** The terminal behind a stream, judged from the environment and the platform. */
export function terminalOf(
  stream: { readonly isTerminal: boolean; readonly columns: number },
  world: { readonly env: ReadEnv; readonly platform: NodeJS.Platform },
): Terminal {
  return createTerminal({
    colour: wantsColour(world.env, stream.isTerminal),
    unicode: wantsUnicode(world.env, world.platform),
    columns: stream.isTerminal ? stream.columns : 100,
  })
}
