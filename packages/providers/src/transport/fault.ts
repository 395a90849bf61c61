import type { FailureKind } from '@understudy/spec'

/** What went wrong on the wire, before or beside the vendor's answer. */
export type FaultCode =
  | 'cancelled'
  | 'deadline'
  | 'first-byte'
  | 'idle'
  | 'too-large'
  | 'line-too-long'
  | 'redirect'
  | 'foreign-host'
  | 'content-type'
  | 'content-encoding'
  | 'not-utf8'
  | 'damaged-frame'
  | 'odd-json'
  | 'network'
  | 'proxy'
  | 'no-key'

/** The kind that each fault becomes. `network` is split further by the system's error code, see `classify/network.ts`. */
export const FAULT_KINDS: Readonly<Record<FaultCode, FailureKind>> = Object.freeze({
  cancelled: 'cancelled',
  deadline: 'timeout',
  'first-byte': 'timeout',
  idle: 'timeout',
  'too-large': 'provider-error',
  'line-too-long': 'provider-error',
  redirect: 'unreachable',
  'foreign-host': 'invalid-request',
  // A captive portal or a block page answers 200 with HTML: the vendor was not reached.
  'content-type': 'unreachable',
  'content-encoding': 'provider-error',
  'not-utf8': 'provider-error',
  'damaged-frame': 'provider-error',
  'odd-json': 'provider-error',
  network: 'unreachable',
  proxy: 'unreachable',
  'no-key': 'auth',
})

/** Thrown into the vendor's SDK to end a call; the adapter reads the one that its exchange recorded first. */
export class TransportFault extends Error {
  override readonly name = 'TransportFault'
  readonly code: FaultCode

  constructor(code: FaultCode, sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause })
    this.code = code
  }
}
