import type { Runtime, SourceFile } from '@understudy/spec'
import { splitLines } from '../plan/lines.ts'
import { isPlain, visible } from './visible.ts'

/** Hex digits of one draw of 32 bits. */
const draw = (random: () => number): string =>
  Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0')

/** A value of 128 bits that occurs nowhere in `texts`: whoever wrote the reviewed code cannot have known it. */
export function unguessable(runtime: Pick<Runtime, 'random'>, texts: readonly string[]): string {
  for (;;) {
    const nonce = Array.from({ length: 4 }, () => draw(runtime.random)).join('')
    if (!texts.some((text) => text.includes(nonce))) return nonce
  }
}

/** One file as the model sees it. Every line of code carries its number and a bar, so no line of code can pose as a marker. */
export function fileSection(file: SourceFile, version?: 'before' | 'after'): string {
  const first = file.firstLine ?? 1
  const shown = isPlain(file.content) ? (line: string): string => line : visible
  const lines = splitLines(file.content).map((line, index) => `${String(first + index).padStart(5)}| ${shown(line)}`)
  const name = version ? `${file.path} (${version} the change)` : file.path
  return [`=== file: ${name} ===`, ...lines, '=== end of file ==='].join('\n')
}

/** Named texts as the model sees them: one line each, so that no text can pose as a marker. */
export function fieldSection(title: string, fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([name, text]) => `${name}| ${visible(text.replaceAll(/\s+/g, ' ').trim())}`)
  return [`=== ${title} ===`, ...lines, `=== end of ${title} ===`].join('\n')
}

/**
 * Untrusted text between two marker lines that carry the same nonce. `@understudy/outage` reads the announced file lines,
 * so their form is a contract.
 */
export function dataBlock(sections: readonly string[], nonce: string): string {
  return [`<<< data ${nonce}`, ...sections, `>>> end of data ${nonce}`].join('\n')
}
