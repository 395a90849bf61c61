import { inspect } from 'node:util'
import type { Bench } from './bench.ts'

/** What an adapter has to have for a clause to speak of it. */
export type ClauseNeed = 'streaming' | 'structured-output' | 'probe' | 'describe' | 'close'

/** How the call of a clause is made. */
export type CallForm = 'unary' | 'stream'

/** One promise of the adapter contract, as something that can be run. */
export interface Clause {
  /** Unique; a sentence about the adapter. */
  readonly name: string
  readonly group: string
  readonly form: CallForm
  readonly needs: readonly ClauseNeed[]
  /** @throws ContractBreach when the adapter does not keep the promise; NotOnThisBench when it cannot be shown here */
  readonly check: (bench: Bench) => Promise<void>
}

/** An adapter broke a clause. The sentence says what was promised and what came. */
export class ContractBreach extends Error {
  override readonly name = 'ContractBreach'
}

/** @throws ContractBreach unless `kept` */
export function promise(kept: boolean, what: string, came?: unknown): asserts kept {
  if (!kept)
    throw new ContractBreach(came === undefined ? what : `${what}, but it was ${inspect(came, { depth: 4, breakLength: 120 })}`)
}
