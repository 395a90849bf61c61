import { inspect } from 'node:util'
import { attemptContext, credentialFingerprint, type ModelAdapter } from '@understudy/spec'
import type { Bench } from '../bench.ts'
import { callOf, CODE_CANARY, failureOf, withAdapter } from '../calls.ts'
import { type Clause, promise } from '../clause.ts'

const group = 'secrets'

/** Everything that a log, a report or a debugger would show of a value. */
const shown = (value: unknown): string =>
  `${inspect(value, { depth: 12, showHidden: true })}\n${JSON.stringify(value)}\n${String(value)}`

async function silent(bench: Bench, fault: string): Promise<void> {
  const printed: unknown[] = []
  await withAdapter(bench, async (adapter) => {
    bench.inject(fault)
    const restore = listen(printed)
    try {
      const failure = await failureOf(adapter, callOf('unary'), { limits: { firstByteMs: 30, idleMs: 30 } })
      promise(!shown(failure).includes(bench.apiKey), `No part of a failure holds the key (${fault})`)
      promise(!shown(failure).includes(CODE_CANARY), `No part of a failure holds the request (${fault})`)
    } finally {
      restore()
    }
  })
  promise(printed.length === 0, `Nothing is printed (${fault})`, printed)
}

/** Collects what a call writes to the console. */
function listen(into: unknown[]): () => void {
  const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const
  const before = methods.map((method) => [method, console[method]] as const)
  for (const method of methods) console[method] = (...words: unknown[]) => void into.push(words)
  return () => {
    for (const [method, own] of before) console[method] = own
  }
}

/** The key and the reviewed code go to the vendor and nowhere else. */
export const SECRET_CLAUSES: readonly Clause[] = [
  {
    group,
    form: 'unary',
    name: 'never shows its key when inspected, printed or serialised',
    needs: [],
    check: (bench) =>
      withAdapter(bench, async (adapter: ModelAdapter) => {
        promise(!shown(adapter).includes(bench.apiKey), 'A new adapter does not show its key')
        const reply = await adapter.invoke(callOf('unary'), attemptContext())
        promise(!shown(adapter).includes(bench.apiKey), 'A used adapter does not show its key')
        promise(!shown(reply).includes(bench.apiKey), 'A reply does not show the key')
        promise(adapter.channel.credential === credentialFingerprint(bench.apiKey), 'The channel has the key’s fingerprint')
      }),
  },
  ...[
    'key-echo',
    'key-revoked',
    'withdrawn',
    'overloaded',
    'html-502',
    'truncated-json',
    'reset',
    'captive-portal',
    'redirect',
    'hang',
  ].map((fault): Clause => ({
    group,
    form: 'unary',
    name: `keeps key and code out of failures and logs: ${fault}`,
    needs: [],
    check: (bench) => silent(bench, fault),
  })),
]
