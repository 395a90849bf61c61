import { createInterface } from 'node:readline/promises'
import { UnderstudyError } from '@understudy/spec'

/** Puts a question on standard error, and gives back what was typed. @throws UnderstudyError `cancelled` for Ctrl-C or an end */
export type AskPerson = (question: string) => Promise<string>

/** Talks to whoever sits at the terminal. */
export async function withDialogue<T>(work: (ask: AskPerson) => Promise<T>): Promise<T> {
  const dialogue = createInterface({ input: process.stdin, output: process.stderr })
  const over = new AbortController()
  dialogue.once('close', () => over.abort())
  const ask: AskPerson = async (question) => {
    try {
      return await dialogue.question(question, { signal: over.signal })
    } catch (error) {
      process.stderr.write('\n')
      throw new UnderstudyError('cancelled', 'No answer was given, so nothing was done.', { cause: error })
    }
  }
  try {
    return await work(ask)
  } finally {
    dialogue.close()
  }
}
