import { withDialogue } from './dialogue.ts'
import type { Shell } from './shell.ts'

/** Asks for a yes on a terminal; false where nobody can be asked. @throws UnderstudyError `cancelled` for Ctrl-C */
export async function confirm(question: string, shell: Pick<Shell, 'stdin' | 'stderr'>): Promise<boolean> {
  if (!shell.stdin.isTerminal || !shell.stderr.isTerminal) return false
  return withDialogue(async (ask) => /^y(?:es)?$/i.test((await ask(`${question} [y/N] `)).trim()))
}
