import type { Terminal } from './terminal.ts'

const UNICODE = {
  served: '●',
  failed: '✕',
  refused: '⊘',
  waiting: '○',
  moved: '↳',
  to: '→',
  bar: '░',
  rest: '▒',
  pause: '┄',
  rejected: '△',
  work: '█',
  line: '─',
  rule: '│',
  pointer: '▸',
  ellipsis: '…',
  warning: '▲',
} as const

type SymbolName = keyof typeof UNICODE

/** Every sign, by name. */
export const SYMBOLS = Object.keys(UNICODE) as readonly SymbolName[]

const ASCII: Readonly<Record<SymbolName, string>> = {
  served: '*',
  failed: 'x',
  refused: '!',
  waiting: 'o',
  moved: '>',
  to: '->',
  bar: '.',
  rest: '~',
  pause: '-',
  rejected: '?',
  work: '#',
  line: '-',
  rule: '|',
  pointer: '>',
  ellipsis: '...',
  warning: '!',
}

/** A sign that the terminal can show. */
export function symbol(terminal: Terminal, name: SymbolName): string {
  return terminal.unicode ? UNICODE[name] : ASCII[name]
}
