import { attemptContext, systemRuntime } from '@understudy/spec'
import type { Bench } from '../bench.ts'
import { callOf, withAdapter } from '../calls.ts'
import { type CallForm, type Clause, promise } from '../clause.ts'
import { inBothForms } from './forms.ts'

const group = 'traces'

const FAULTS = [
  '',
  'overloaded',
  'withdrawn',
  'hang',
  'reset',
  'truncated-json',
  'no-finish-marker',
  'sse-error-event',
  'stream-stall',
  'refusal',
]

/** One call, whatever comes of it. A fault that this bench cannot play is left out. */
async function anyCall(bench: Bench, fault: string, form: CallForm, signal: AbortSignal): Promise<void> {
  bench.reset()
  if (fault) {
    try {
      bench.inject(fault)
    } catch {
      return
    }
  }
  await withAdapter(bench, async (adapter) => {
    await adapter.invoke(callOf(form), attemptContext({ signal, limits: { firstByteMs: 50, idleMs: 50 } })).catch(() => {})
  })
}

const open = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name.startsWith('TCP')).length

/** What is left behind once a call is over. */
export const TRACE_CLAUSES: readonly Clause[] = [
  ...inBothForms({
    group,
    name: 'leaves no socket and no timer after it was closed',
    needs: ['close'],
    async check(bench, form) {
      const { signal } = new AbortController()
      await anyCall(bench, '', form, signal)
      const before = open()
      for (const fault of FAULTS) await anyCall(bench, fault, form, signal)
      for (let turn = 0; turn < 40 && open() > before; turn++) await systemRuntime.sleep(25)
      promise(open() <= before, `No more than ${before} sockets and timers are open`, process.getActiveResourcesInfo())
    },
  }),
  ...inBothForms({
    group,
    name: 'takes its listener off the caller’s signal',
    needs: [],
    async check(bench, form) {
      const { signal } = new AbortController()
      let listening = 0
      const add = signal.addEventListener.bind(signal)
      const remove = signal.removeEventListener.bind(signal)
      signal.addEventListener = (...args: Parameters<typeof add>) => (listening++, add(...args))
      signal.removeEventListener = (...args: Parameters<typeof remove>) => (listening--, remove(...args))
      for (const fault of FAULTS) await anyCall(bench, fault, form, signal)
      promise(listening <= 0, 'No listener stays', listening)
    },
  }),
  ...inBothForms({
    group,
    name: 'lets no rejection reach the process',
    needs: [],
    async check(bench, form) {
      const { signal } = new AbortController()
      const rejections: unknown[] = []
      const collect = (reason: unknown): void => void rejections.push(reason)
      process.on('unhandledRejection', collect)
      try {
        for (const fault of FAULTS) await anyCall(bench, fault, form, signal)
        // Node reports a rejection after the turn in which nobody took it.
        await systemRuntime.sleep(20)
      } finally {
        process.off('unhandledRejection', collect)
      }
      promise(rejections.length === 0, 'Every rejection is taken', rejections)
    },
  }),
]
