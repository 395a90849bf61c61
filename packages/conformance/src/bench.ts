import type { ModelAdapter } from '@understudy/spec'

/** What the simulated model says. */
export interface BenchReply {
  readonly text: string
  /** Tokens, each counted apart: all input with the cached part in it, output without reasoning. */
  readonly usage: { readonly input: number; readonly cached: number; readonly output: number; readonly reasoning: number }
}

/** A request as the simulated vendor understood it. */
export interface BenchRequest {
  readonly system: string
  readonly input: string
  readonly schema?: unknown
}

/**
 * Where one adapter is put to the test: a simulated vendor that speaks its wire format and fails on command. Names of
 * faults are those of `@understudy/outage`; `stageBench` makes a bench of any of its stages.
 */
export interface Bench {
  /** In tables: `anthropic on loopback`. */
  readonly name: string
  /** The key that every adapter of `adapter()` is given. It must never be seen again. */
  readonly apiKey: string
  /** `mocked` ones are opened and kept by the mocking library, so that nothing is to be learned from counting them. */
  readonly sockets: 'real' | 'mocked'
  /** Tokens that this vendor does not tell apart; an adapter counts none of them. @default none: it tells them all */
  readonly uncounted?: readonly ('cached' | 'reasoning')[]
  /** A new adapter for the bench's model. */
  adapter(): ModelAdapter
  /** What the model says from now on. */
  says(reply: BenchReply): void
  /** Makes the model fail in a way. @throws NotOnThisBench when it cannot be played here */
  inject(fault: string, settings?: Readonly<Record<string, unknown>>): void
  /** Calls that reached the model since the last `reset`. */
  asked(): number
  /** The last request that the model was shown. */
  heard(): BenchRequest | undefined
  /** Ends every fault and forgets what was asked. */
  reset(): void
}

/** Thrown by a bench that cannot play a fault: no socket to break, no bytes to count. */
export class NotOnThisBench extends Error {
  override readonly name = 'NotOnThisBench'
}
