import { type ModelAdapter, systemRuntime } from '@understudy/spec'
import { NotOnThisBench, type Bench } from './bench.ts'
import { ANSWER_CLAUSES } from './clauses/answers.ts'
import { CALLER_CLAUSES } from './clauses/caller.ts'
import { CUT_CLAUSES } from './clauses/cuts.ts'
import { FAILURE_CLAUSES } from './clauses/failures.ts'
import { IDENTITY_CLAUSES } from './clauses/identity.ts'
import { SECRET_CLAUSES } from './clauses/secrets.ts'
import { TRACE_CLAUSES } from './clauses/traces.ts'
import { type Clause, type ClauseNeed, ContractBreach } from './clause.ts'

/** The whole contract of `ModelAdapter`, clause by clause; run each with `runClause`. */
export const adapterContract: readonly Clause[] = Object.freeze([
  ...IDENTITY_CLAUSES,
  ...ANSWER_CLAUSES,
  ...FAILURE_CLAUSES,
  ...CUT_CLAUSES,
  ...CALLER_CLAUSES,
  ...SECRET_CLAUSES,
  ...TRACE_CLAUSES,
])

/** `kept`, or why there was nothing to keep. A broken clause throws. */
export type ClauseResult = 'kept' | 'not offered' | 'not on this bench'

/** How a clause is run. */
export interface ClauseOptions {
  /** Time after which an adapter that has not settled has broken the clause. @default 4_000 */
  readonly limitMs?: number
}

/** Runs one clause, and leaves the bench as it found it. @throws ContractBreach */
export async function runClause(clause: Clause, bench: Bench, { limitMs = 4_000 }: ClauseOptions = {}): Promise<ClauseResult> {
  bench.reset()
  const adapter = bench.adapter()
  if (clause.needs.some((need) => !OFFERS[need](adapter))) return 'not offered'
  try {
    await within(limitMs, clause.check(bench))
    return 'kept'
  } catch (error) {
    if (error instanceof NotOnThisBench) return 'not on this bench'
    throw error
  } finally {
    bench.reset()
  }
}

/** An adapter that never settles must not hang whoever tests it. */
async function within(limitMs: number, checked: Promise<void>): Promise<void> {
  let cancel = (): void => {}
  const late = new Promise<never>((_resolve, reject) => {
    cancel = systemRuntime.after(limitMs, () => reject(new ContractBreach(`It did not settle within ${limitMs} ms`)))
  })
  try {
    await Promise.race([checked, late])
  } finally {
    cancel()
  }
}

const OFFERS: Readonly<Record<ClauseNeed, (adapter: ModelAdapter) => boolean>> = {
  streaming: ({ limits }) => limits.streaming,
  'structured-output': ({ limits }) => limits.structuredOutput,
  probe: (adapter) => adapter.probe !== undefined,
  describe: (adapter) => adapter.describe !== undefined,
  close: (adapter) => adapter.close !== undefined,
}
