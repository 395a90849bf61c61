import type { FailureKind, ModelCall, ModelListing, ModelNotice, Stop, Usage } from '@understudy/spec'
import type { ErrorWords } from '../classify/index.ts'
import type { Prewritten } from '../transport/index.ts'

/** A call in a vendor's words. */
export interface VendorRequest<Body> {
  readonly body: Body
  /** Settings of the call that this model cannot honour, in words. */
  readonly adjustments: readonly string[]
  /** Values whose marks the body holds; the transport puts their JSON in place. @default none */
  readonly prewritten?: readonly Prewritten[]
}

/** What an answer says, in our words; the shell makes a reply of it. */
export interface Answer {
  readonly text: string
  readonly stop: Stop
  /** Undefined when the vendor does not say. */
  readonly servedModel: string | undefined
  readonly usage: Usage
  readonly notice?: ModelNotice
  readonly served?: Readonly<Record<string, string>>
  /** The vendor's finer word on why it stopped, such as a refusal's category. */
  readonly detail?: string
}

/** Puts a stream together again. */
export interface Accumulator {
  /** Takes one event; gives the text that it added. @throws AnswerFault for an error event */
  push(event: unknown): string | undefined
  /** The whole answer, in the form of a unary one; undefined when the stream had no end marker. */
  whole(): unknown
}

/**
 * One vendor's way of being asked: pure translation both ways, and three thin calls into its SDK. Everything that all
 * vendors share (time, limits, classification, secrets) is done around it.
 */
export interface Dialect<Client, Body> {
  /** Lower case. */
  readonly requestIdHeader?: string
  createClient(fetch: typeof globalThis.fetch): Promise<Client>
  request(call: ModelCall): VendorRequest<Body>
  ask(client: Client, body: Body): Promise<unknown>
  /** Absent: the vendor is always asked for a whole answer. */
  readonly stream?: {
    readonly open: (client: Client, body: Body) => AsyncIterable<unknown> | Promise<AsyncIterable<unknown>>
    readonly accumulator: () => Accumulator
    /**
     * For an SDK that goes by the events' names: the name of an event, from its own or from what its data says; undefined leaves
     * out an event that the SDK has no use for. @default events without names
     */
    readonly nameOf?: (given: string | undefined, data: unknown) => string | undefined
  }
  /** @throws AnswerFault when the answer is an error, or does not have the documented shape */
  read(raw: unknown): Answer
  /** Asks the vendor's model list. */
  describe?(client: Client, wallTime: () => number): Promise<ModelListing>
}

/** An answer with a good status that is none. */
export class AnswerFault extends Error {
  override readonly name = 'AnswerFault'
  /** Absent: the vendor's words decide. */
  readonly kind: FailureKind | undefined
  readonly words: ErrorWords | null
  readonly usage: Usage | undefined

  constructor(
    sentence: string,
    details: { readonly kind?: FailureKind; readonly words?: ErrorWords | null; readonly usage?: Usage } = {},
  ) {
    super(sentence)
    this.kind = details.kind
    this.words = details.words ?? null
    this.usage = details.usage
  }
}
