import type { Scope } from './scopes.ts'
import type { Value } from './value.ts'

/** Where an expression is written, and the names that only hold there. */
export interface Place {
  readonly scope: Scope
  readonly at: number
  readonly local: ReadonlyMap<string, Value> | null
}
