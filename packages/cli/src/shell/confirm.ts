import { createInterface } from 'node:readline/promises'
import type { Shell } from './shell.ts'

/** Asks for a yes on a terminal; false where nobody can be asked. */
export async function confirm(question: string, shell: Pick<Shell, 'stdin' | 'stderr'>): Promise<boolean> {
  if (!shell.stdin.isTerminal || !shell.stderr.isTerminal) return false
  const dialogue = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(?:es)?$/i.test((await dialogue.question(`${question} [y/N] `)).trim())
  } finally {
    dialogue.close()
  }
}
