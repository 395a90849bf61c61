import type { ModelAdapter } from '@understudy/spec'
import { NotOnThisBench, type Bench } from './bench.ts'
import { ANSWER_CLAUSES } from './clauses/answers.ts'
import { CALLER_CLAUSES } from './clauses/caller.ts'
import { FAILURE_CLAUSES } from './clauses/failures.ts'
import { IDENTITY_CLAUSES } from './clauses/identity.ts'
import { SECRET_CLAUSES } from './clauses/secrets.ts'
import { TRACE_CLAUSES } from './clauses/traces.ts'
import type { Clause, ClauseNeed } from './clause.ts'

/** The whole contract of `ModelAdapter`, clause by clause; run each with `runClause`. */
export const adapterContract: readonly Clause[] = Object.freeze([
  ...IDENTITY_CLAUSES,
  ...ANSWER_CLAUSES,
  ...FAILURE_CLAUSES,
  ...CALLER_CLAUSES,
  ...SECRET_CLAUSES,
  ...TRACE_CLAUSES,
])

/** `kept`, or why there was nothing to keep. A broken clause throws. */
export type ClauseResult = 'kept' | 'not offered' | 'not on this bench'

/** Runs one clause, and leaves the bench as it found it. @throws ContractBreach */
export async function runClause(clause: Clause, bench: Bench): Promise<ClauseResult> {
  bench.reset()
  const adapter = bench.adapter()
  if (clause.needs.some((need) => !OFFERS[need](adapter))) return 'not offered'
  try {
    await clause.check(bench)
    return 'kept'
  } catch (error) {
    if (error instanceof NotOnThisBench) return 'not on this bench'
    throw error
  } finally {
    bench.reset()
  }
}

const OFFERS: Readonly<Record<ClauseNeed, (adapter: ModelAdapter) => boolean>> = {
  streaming: ({ limits }) => limits.streaming,
  'structured-output': ({ limits }) => limits.structuredOutput,
  probe: (adapter) => adapter.probe !== undefined,
  describe: (adapter) => adapter.describe !== undefined,
  close: (adapter) => adapter.close !== undefined,
}
