import { attemptContext, systemRuntime } from '@understudy/spec'
import { type Bench, NotOnThisBench } from '../bench.ts'
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
    await adapter.invoke(callOf(form), attemptContext({ signal, limits: { firstByteMs: 25, idleMs: 25 } })).catch(() => {})
  })
}

const count = (kind: string): number => process.getActiveResourcesInfo().filter((name) => name.startsWith(kind)).length

/** A promise that no more things of a kind are open after many calls than after one. */
const leavesNo = (what: string, kind: string, sockets: boolean): readonly Clause[] =>
  inBothForms({
    group,
    name: `leaves no ${what} after it was closed`,
    needs: ['close'],
    async check(bench, form) {
      if (sockets && bench.sockets === 'mocked') throw new NotOnThisBench('The sockets are not the adapter’s.')
      const { signal } = new AbortController()
      await anyCall(bench, '', form, signal)
      const before = count(kind)
      for (const fault of FAULTS) await anyCall(bench, fault, form, signal)
      // The other end of a socket closes some turns later.
      for (let turn = 0; turn < 40 && count(kind) > before; turn++) await systemRuntime.sleep(25)
      promise(count(kind) <= before, `No more than ${before} are open`, count(kind))
    },
  })

/** What is left behind once a call is over. */
export const TRACE_CLAUSES: readonly Clause[] = [
  ...leavesNo('timer', 'Timeout', false),
  ...leavesNo('socket', 'TCPSocket', true),
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
