import { randomBytes } from 'node:crypto'
import { encodeAnnotation, encodeAnnotationProperty } from '@understudy/findings'
import type { Shell } from '../../shell/shell.ts'

export interface Quieted extends Disposable {
  /** Writes everything into the one stream whose order is sure, while the runner obeys nothing in it. */
  readonly shell: Shell
}

/**
 * Tells the runner to obey no workflow command until the end. Progress and errors quote vendors, file names and models, and a line of
 * theirs must not set an output or mask a word.
 */
export function quietCommands(shell: Shell): Quieted {
  // Not from the runtime's chance: whoever guesses it could speak to the runner.
  const token = randomBytes(16).toString('hex')
  shell.stdout.write(`::stop-commands::${token}\n`)
  return { shell: { ...shell, stderr: shell.stdout }, [Symbol.dispose]: () => shell.stdout.write(`::${token}::\n`) }
}

/** One line that the runner shows at the top of the run. */
export function annotate(shell: Pick<Shell, 'stdout'>, level: 'error' | 'warning' | 'notice', title: string, text: string): void {
  shell.stdout.write(`::${level} title=${encodeAnnotationProperty(title)}::${encodeAnnotation(text)}\n`)
}
