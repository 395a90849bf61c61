import type { Runtime, SourceFile } from '@understudy/spec'
import { splitLines } from '../plan/lines.ts'
import { visible } from './visible.ts'

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
function fileBlock(file: SourceFile): string {
  const first = file.firstLine ?? 1
  const lines = splitLines(file.content).map((line, index) => `${String(first + index).padStart(5)}| ${visible(line)}`)
  return [`=== file: ${file.path} ===`, ...lines, '=== end of file ==='].join('\n')
}

/**
 * Untrusted code between two marker lines that carry the same nonce. `@understudy/outage` reads the announced file lines,
 * so their form is a contract.
 */
export function dataBlock(files: readonly SourceFile[], nonce: string): string {
  return [`<<< data ${nonce}`, ...files.map(fileBlock), `>>> end of data ${nonce}`].join('\n')
}
