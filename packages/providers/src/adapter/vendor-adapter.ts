import {
  type AttemptContext,
  type Channel,
  credentialFingerprint,
  type FailureKind,
  hasCode,
  type JsonSchema,
  type ModelAdapter,
  type ModelCall,
  ModelFailure,
  type ModelLimits,
  type ModelListing,
  type ModelReply,
} from '@understudy/spec'
import { assertPortableSchema } from '../schema/portable.ts'
import { wordsOf } from '../classify/index.ts'
import { createTransport, type Exchange, type Transport } from '../transport/index.ts'
import { credentialOf, secretKeeper } from './credential.ts'
import { AnswerFault, type Dialect } from './dialect.ts'
import { explain, type FailureSubject } from './explain.ts'
import type { CheckedOptions } from './options.ts'
import { acceptAnswer } from './reply.ts'
import type { VendorFacts } from './vendors.ts'

/** Schemas that were checked; a call's is the same object every time. */
const PORTABLE = new WeakSet<JsonSchema>()

/** Carries no user code, costs next to nothing, and is worded so that no model refuses it. */
const PROBE: ModelCall = Object.freeze({
  task: 'plain',
  system: 'You answer with one word.',
  input: 'Answer with the word: ready',
  maxOutputTokens: 64,
  effort: 'low',
  promptVersion: 'probe-1',
})

const ABSENT: ReadonlySet<FailureKind> = new Set(['withdrawn', 'not-permitted'])

function deniedAccess({ target, verdict }: ModelFailure): ModelFailure {
  const sentence = `${target} refuses even a harmless request: this key has no access to it. Use another target.`
  return new ModelFailure(target, 'not-permitted', sentence, { evidence: verdict.evidence, reason: 'no-access', explicit: true })
}

function throwErrorFrame({ errorFrame }: Exchange): void {
  if (errorFrame !== undefined) throw new AnswerFault('The stream reports an error.', { words: wordsOf(errorFrame) })
}

/** The shell that all vendors share: time, limits, record, verdict and secrets stand around a dialect's translation. */
export class VendorAdapter<Client, Body> implements ModelAdapter {
  readonly contract = 1
  readonly id: string
  readonly model: string
  readonly channel: Channel
  readonly limits: ModelLimits
  readonly unavailable?: string
  readonly #options: CheckedOptions
  readonly #dialect: Dialect<Client, Body>
  readonly #transport: Transport
  readonly #subject: Omit<FailureSubject, 'sent'>
  #client: Client | Promise<Client> | undefined

  constructor(facts: VendorFacts, options: CheckedOptions, dialect: Dialect<Client, Body>) {
    const family = facts.family ?? facts.vendor
    this.id = options.id ?? `${facts.vendor}/${options.model}`
    this.model = options.model
    this.channel = Object.freeze({
      vendor: family,
      endpoint: options.baseURL,
      ...(options.region !== undefined && { region: options.region }),
      residency: options.residency,
      ...(options.retention !== undefined && { retention: options.retention }),
      credential: credentialFingerprint(credentialOf(options)),
    })
    this.limits = dialect.stream ? options.limits : Object.freeze({ ...options.limits, streaming: false })
    if (options.missingKey !== undefined)
      this.unavailable = `${this.id} cannot be asked: ${options.missingKey}. Set it, or leave this target out.`
    this.#options = options
    this.#dialect = dialect
    const { secrets, keep } = secretKeeper(options)
    this.#transport = createTransport({
      baseURL: options.baseURL,
      ...(options.fetch && { fetch: options.fetch }),
      ...(options.headers && { headers: options.headers }),
      ...(options.fresh && { fresh: options.fresh, onFreshValue: keep }),
      // The SDKs insist on a key, and send what stands in for one.
      anonymous: options.key === undefined,
    })
    this.#subject = {
      id: this.id,
      vendor: family,
      model: options.model,
      address: options.baseURL,
      keyName: options.keyName ?? facts.keyNames[0],
      anonymous: options.key === undefined,
      requestIdHeader: dialect.requestIdHeader,
      secrets,
    }
    if (dialect.describe) this.describe = (context) => this.#describe(context)
  }

  readonly describe?: (context: AttemptContext) => Promise<ModelListing>

  async invoke(call: ModelCall, context: AttemptContext): Promise<ModelReply> {
    if (call.schema) this.#checkSchema(call.schema)
    const { body, adjustments, prewritten } = this.#dialect.request(call)
    const sent = [call.system, call.input]
    const streamed = call.stream === true && this.limits.streaming
    return this.#attempt(context, streamed ? 'event-stream' : 'json', sent, async (client, exchange) => {
      if (prewritten) exchange.prewritten = prewritten
      exchange.nameOf = this.#dialect.stream?.nameOf
      const raw = streamed ? await this.#gather(client, body, exchange) : await this.#ask(client, body, exchange)
      if (exchange.fault) throw exchange.fault
      // Not every client throws for a bad status.
      if (exchange.status !== undefined && exchange.status >= 300) throw new AnswerFault('The status is not a good one.')
      const answer = this.#dialect.read(raw)
      const subject = { ...this.#subject, sent }
      const reply = acceptAnswer(answer, adjustments, { call, exchange, subject, options: this.#options })
      exchange.report({ mark: 'finished' })
      return reply
    })
  }

  /** @throws ModelFailure; a schema that one vendor takes and the next refuses would look like that vendor's fault */
  #checkSchema(schema: JsonSchema): void {
    if (PORTABLE.has(schema)) return
    try {
      assertPortableSchema(schema)
    } catch (error) {
      throw new ModelFailure(this.id, 'invalid-request', `${this.id} was not asked: ${(error as Error).message}`, { sent: false })
    }
    PORTABLE.add(schema)
  }

  async probe(context: AttemptContext): Promise<void> {
    try {
      await this.invoke(PROBE, context)
    } catch (error) {
      // A model that thinks past the probe's few tokens has answered all the same.
      if (!hasCode(error, 'model-failure')) throw error
      if (error.kind === 'truncated') return
      // What refuses a harmless word refuses the caller, not the request.
      if (error.kind === 'refused') throw deniedAccess(error)
      throw error
    }
  }

  async close(): Promise<void> {
    await this.#transport.close()
  }

  async #describe(context: AttemptContext): Promise<ModelListing> {
    return this.#attempt(context, 'json', [], async (client, exchange) => {
      try {
        return await (this.#dialect.describe?.(client, () => context.runtime.wallTime()) ?? { known: true })
      } catch (error) {
        const failure = explain(error, exchange, { ...this.#subject, sent: [] })
        // Only in the words of an API: a gateway without a model list answers 404 as well.
        if (exchange.status === 404 && hasCode(failure, 'model-failure') && ABSENT.has(failure.kind)) return { known: false }
        throw failure
      }
    })
  }

  async #gather(client: Client, body: Body, exchange: Exchange): Promise<unknown> {
    const { stream } = this.#dialect
    if (!stream) throw new AnswerFault('This vendor has no streams.', { kind: 'invalid-request' })
    const accumulator = stream.accumulator()
    let yielded = 0
    try {
      for await (const event of await stream.open(client, body)) {
        yielded += 1
        const text = accumulator.push(event)
        if (text) exchange.report({ mark: 'content', text })
      }
    } catch (error) {
      // What an SDK makes of a stream without events is of no interest where there is an answer, or an error in words.
      if (error instanceof AnswerFault || (exchange.errorFrame === undefined && exchange.text === undefined)) throw error
    }
    if (exchange.fault) throw exchange.fault
    throwErrorFrame(exchange)
    if (exchange.body) return this.#fromOnePiece(exchange.body.value)
    if (yielded !== exchange.frames)
      throw new AnswerFault(`Of ${exchange.frames} events the SDK handed on ${yielded}.`, { kind: 'truncated' })
    // The SDKs' iterators end normally on an abort, a cut and a missing end marker alike; `whole` tells the last of them.
    return accumulator.whole()
  }

  async #ask(client: Client, body: Body, exchange: Exchange): Promise<unknown> {
    const raw = await this.#dialect.ask(client, body)
    throwErrorFrame(exchange)
    return exchange.events ? this.#putTogether(exchange.events) : raw
  }

  /** Gemini's streams come as a list of events where the server does not know of server-sent ones. */
  #fromOnePiece(value: unknown): unknown {
    return Array.isArray(value) ? this.#putTogether(value) : value
  }

  #putTogether(events: readonly unknown[]): unknown {
    const accumulator = this.#dialect.stream?.accumulator()
    for (const event of events) accumulator?.push(event)
    return accumulator?.whole()
  }

  async #attempt<T>(
    context: AttemptContext,
    expects: Exchange['expects'],
    sent: readonly string[],
    work: (client: Client, exchange: Exchange) => Promise<T>,
  ): Promise<T> {
    if (this.unavailable !== undefined) throw new ModelFailure(this.id, 'auth', this.unavailable)
    const exchange = this.#transport.open(context, expects)
    try {
      if (exchange.fault) throw exchange.fault
      this.#client ??= this.#createClient()
      const client = this.#client instanceof Promise ? await this.#client : this.#client
      return await this.#transport.run(exchange, () => work(client, exchange))
    } catch (error) {
      if (exchange.denial) throw exchange.denial.thrown
      throw explain(error, exchange, { ...this.#subject, sent })
    } finally {
      if (exchange.transferring) await exchange.drain()
      exchange.close()
    }
  }

  async #createClient(): Promise<Client> {
    try {
      const client = await this.#dialect.createClient(this.#transport.fetch)
      this.#client = client
      return client
    } catch (error) {
      this.#client = undefined
      throw error
    }
  }
}
