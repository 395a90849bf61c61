import { symbol } from './symbols.ts'
import type { Terminal } from './terminal.ts'
import { cut } from './text.ts'

/** Lines that an excerpt is about. */
export interface ExcerptRange {
  /** 1-based. */
  readonly startLine: number
  /** 1-based, inclusive. */
  readonly endLine: number
}

/** Lines shown before and after the flaw. */
const CONTEXT = 1
/** A flaw that claims more lines than this is shown by its first ones. */
const LONGEST = 8

/** The lines of a flaw with their numbers, one line of context around them. Lines must already be safe to print. */
export function renderExcerpt(terminal: Terminal, lines: readonly string[], range: ExcerptRange, indent = '  '): string {
  const last = Math.min(range.endLine, range.startLine + LONGEST - 1)
  const from = Math.max(1, range.startLine - CONTEXT)
  const to = Math.min(lines.length, last + CONTEXT)
  const digits = String(to).length
  const shown: string[] = []
  for (let number = from; number <= to; number++) {
    const inside = number >= range.startLine && number <= last
    const gutter = `${inside ? symbol(terminal, 'pointer') : ' '} ${String(number).padStart(digits)} ${symbol(terminal, 'rule')} `
    const code = cut((lines[number - 1] ?? '').replaceAll('\t', '  '), terminal.columns - gutter.length - indent.length)
    shown.push(`${indent}${terminal.paint(inside ? 'accent' : 'dim', gutter)}${inside ? code : terminal.paint('dim', code)}`)
  }
  return shown.join('\n')
}
