import { attemptContext, type ModelFailure, systemRuntime } from '@understudy/spec'
import { callOf, failureOf, withAdapter } from '../calls.ts'
import { type Clause, promise } from '../clause.ts'
import { inBothForms } from './forms.ts'

const group = 'the caller’s wishes'

/** An adapter stops within this time of being told to; most of it is leeway for a busy machine. */
const PROMPTLY_MS = 500

async function promptly(ending: Promise<ModelFailure>, stop: () => number): Promise<ModelFailure> {
  const failure = await ending
  const late = systemRuntime.now() - stop()
  promise(late <= PROMPTLY_MS, `A call ends within ${PROMPTLY_MS} ms of being stopped`, late)
  return failure
}

/** Cancelling, deadlines and what is given along. */
export const CALLER_CLAUSES: readonly Clause[] = [
  ...inBothForms({
    group,
    name: 'sends nothing when the caller has already given up',
    needs: [],
    check: (bench, form) =>
      withAdapter(bench, async (adapter) => {
        const { kind } = await failureOf(adapter, callOf(form), { signal: AbortSignal.abort() })
        promise(kind === 'cancelled', 'It is cancelled', kind)
        promise(bench.asked() === 0, 'Nothing was sent', bench.asked())
      }),
  }),
  ...inBothForms({
    group,
    name: 'sends nothing when the deadline has passed',
    needs: [],
    check: (bench, form) =>
      withAdapter(bench, async (adapter) => {
        const { kind } = await failureOf(adapter, callOf(form), { deadlineMs: -1 })
        promise(kind === 'timeout', 'It is a timeout', kind)
        promise(bench.asked() === 0, 'Nothing was sent', bench.asked())
      }),
  }),
  ...(['hang', 'body-stall', 'stream-stall'] as const)
    .flatMap((fault) =>
      inBothForms({
        group,
        name: `stops at once when the caller gives up during ${fault}`,
        needs: [],
        check: (bench, form) =>
          withAdapter(bench, async (adapter) => {
            if (fault.startsWith(form === 'unary' ? 'stream' : 'body')) return
            bench.inject(fault)
            const controller = new AbortController()
            let stoppedAt = 0
            systemRuntime.after(30, () => {
              stoppedAt = systemRuntime.now()
              controller.abort()
            })
            const failure = await promptly(failureOf(adapter, callOf(form), { signal: controller.signal }), () => stoppedAt)
            promise(failure.kind === 'cancelled', 'It is cancelled, not the vendor’s fault', failure.kind)
          }),
      }),
    )
    .filter(({ form, name }) => !name.includes(form === 'unary' ? 'stream-stall' : 'body-stall')),
  ...(['hang', 'slow-drip'] as const).flatMap((fault) =>
    inBothForms({
      group,
      name: `keeps its deadline during ${fault}`,
      needs: [],
      check: (bench, form) =>
        withAdapter(bench, async (adapter) => {
          bench.inject(fault, fault === 'slow-drip' ? { delayMs: 15 } : {})
          const stopAt = systemRuntime.now() + 60
          const failure = await promptly(failureOf(adapter, callOf(form), { deadlineMs: 60 }), () => stopAt)
          promise(failure.kind === 'timeout', 'It is a timeout', failure.kind)
        }),
    }),
  ),
  ...inBothForms({
    group,
    name: 'answers again after each of its failures',
    needs: [],
    check: (bench, form) =>
      withAdapter(bench, async (adapter) => {
        for (const fault of ['reset', 'overloaded', 'hang']) {
          bench.inject(fault)
          await failureOf(adapter, callOf(form), { limits: { firstByteMs: 40 } })
          bench.reset()
          await adapter.invoke(callOf(form), attemptContext())
        }
      }),
  }),
]
