import type { FaultName } from '../faults/catalogue.ts'
import type { Fault, FaultSettings } from '../faults/fault.ts'
import type { When } from '../faults/when.ts'
import type { StageVendor } from '../wire/vendor.ts'
import type { StageEvent } from './events.ts'
import type { WithdrawalOptions } from './withdrawal.ts'

/** A fault by name with its knobs, or one of your own. */
export type FaultChoice = FaultName | ({ readonly name: FaultName } & FaultSettings) | Fault

/** What a test does to the world. The same on every stage. */
export interface StageControls {
  /** A key that the vendor accepts. */
  apiKey(vendor: StageVendor): string
  /** Takes a model away, at once or later. @throws InvalidOptionError when the world has no such model */
  withdraw(model: string, options?: WithdrawalOptions): void
  /** Gives a model back, for everybody or for one account. */
  reinstate(model: string, options?: { readonly account?: string }): void
  /** Makes a model fail in a way, or all of them (`*`). Gives a function that ends it. */
  inject(model: string, fault: FaultChoice, when?: When): () => void
  /** Requests that named this model so far, whatever became of them. */
  asked(model: string): number
  /** What happened, oldest first. */
  timeline(): readonly StageEvent[]
  subscribe(listener: (event: StageEvent) => void): () => void
  /** Ends every fault and withdrawal, and forgets what was asked. */
  reset(): void
}

/** A place where simulated vendors answer real clients. */
export interface Stage extends StageControls {
  /** Base URL to give to a vendor's SDK. */
  baseURL(vendor: StageVendor): string
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}
