import { attemptContext, hasCode } from '@understudy/spec'
import { callOf, REPLY, withAdapter } from '../calls.ts'
import { type Clause, promise } from '../clause.ts'

/** Pieces that still arrive: every cut of a short stream, and some of a long one. */
const PIECES = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20]

/** Streams that end too early, at each place where they can. */
export const CUT_CLAUSES: readonly Clause[] = (['no-finish-marker', 'reset-mid-stream'] as const).map((fault) => ({
  group: 'cuts',
  name: `never takes a part for the whole, wherever a stream is cut: ${fault}`,
  form: 'stream',
  needs: ['streaming'],
  check: (bench) =>
    withAdapter(bench, async (adapter) => {
      bench.says(REPLY)
      let failed = 0
      for (const pieces of PIECES) {
        bench.inject(fault, { pieces })
        try {
          const { text } = await adapter.invoke(callOf('stream'), attemptContext())
          promise(text === REPLY.text, `An answer cut after ${pieces} pieces is no other text`, text)
        } catch (error) {
          if (!hasCode(error, 'model-failure')) throw error
          failed++
        }
        bench.reset()
      }
      promise(failed > 0, 'A stream cut early fails')
    }),
}))
