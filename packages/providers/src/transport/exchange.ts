import type { AttemptContext, AttemptProgress } from '@understudy/spec'
import { type FaultCode, TransportFault } from './fault.ts'
import { PlainHeaders } from './plain-response.ts'
import type { Prewritten } from './prewritten.ts'
import { Watchdog } from './watchdog.ts'

/** Bytes of an error body that are kept for classification. */
const ERROR_BODY_BYTES = 8 * 1024

/** How long a connection may take to say that an answer, whose end marker has come, is over. */
const DRAIN_MS = 50

/**
 * What one attempt's HTTP exchange shows: the adapter classifies from this record, never from the vendor SDK's error
 * classes, which differ between module formats and lose headers, bodies and causes.
 *
 * It also owns the attempt's time. The first fault wins and stays.
 */
export class Exchange {
  readonly context: AttemptContext
  /** The media type that a good answer must have. */
  readonly expects: 'json' | 'event-stream'
  readonly startedAt: number
  /** What the request's body only has marks of. */
  prewritten: readonly Prewritten[] = []
  status: number | undefined
  headers = new PlainHeaders({})
  /** First 8 KB of the body of an answer that is not 2xx. */
  errorBody: string | undefined
  /** The whole text of a good answer that came in one piece, also where a stream was asked for. */
  text: string | undefined
  /** Its value, if it is JSON. */
  body: { readonly value: unknown } | undefined
  /** The events of a stream that came where none was asked for. */
  events: unknown[] | undefined
  /** How many events of a stream were given to the SDK. */
  frames = 0
  /** What a stream's first frame that is an error holds. */
  errorFrame: unknown
  /** The name that each event is given, for SDKs that go by it; undefined leaves the event out. @default no names */
  nameOf: ((given: string | undefined, data: unknown) => string | undefined) | undefined
  fault: TransportFault | undefined
  firstByteMs: number | undefined
  /** What kept a request from leaving, as it was thrown. */
  denial: { readonly thrown: unknown } | undefined
  sent = false
  #stopTransfer: ((fault: TransportFault) => void) | undefined
  #onTransferred: (() => void) | undefined
  readonly #watchdog: Watchdog

  constructor(context: AttemptContext, expects: 'json' | 'event-stream') {
    this.context = context
    this.expects = expects
    this.startedAt = context.runtime.now()
    this.#watchdog = new Watchdog(context.runtime, () => this.#expire())
    if (context.signal.aborted) this.#cancel()
    else context.signal.addEventListener('abort', this.#cancel, { once: true })
    if (!this.fault) this.#watchdog.expireAt(Math.min(context.deadline, this.startedAt + context.limits.firstByteMs))
  }

  /** Whether the status promises an answer. */
  get good(): boolean {
    return this.status !== undefined && this.status >= 200 && this.status < 300
  }

  /** The last door. What is thrown there is kept, since an SDK would wrap it in an error of its own. */
  askToSend(): void {
    try {
      this.context.beforeSend?.()
    } catch (thrown) {
      this.denial = { thrown }
      throw thrown
    }
  }

  /** Waits for what a request needs before it can leave, no longer than the attempt may take. */
  async holdFor<T>(work: Promise<T>): Promise<T> {
    if (this.fault) throw this.fault
    return await new Promise<T>((resolve, reject) => {
      this.#stopTransfer = reject
      work.then(resolve, reject)
    }).finally(() => (this.#stopTransfer = undefined))
  }

  /** Called by the transport when the request leaves. `stop` ends the transfer, at any later point. */
  begin(stop: (fault: TransportFault) => void): void {
    if (this.fault) throw this.fault
    if (this.context.runtime.now() >= this.context.deadline)
      throw this.fail('deadline', 'The deadline had passed before the call was sent.')
    this.sent = true
    this.#stopTransfer = stop
    this.report({ mark: 'sent' })
  }

  /** Called by the transport once, when headers are in. */
  headersArrived(status: number, headers: PlainHeaders): void {
    this.status = status
    this.headers = headers
    this.firstByteMs = this.context.runtime.now() - this.startedAt
    this.report({ mark: 'headers', status })
    this.touch()
  }

  /** Something arrived: the idle time starts again. */
  touch(): void {
    const { runtime, limits, deadline } = this.context
    this.#watchdog.expireAt(Math.min(deadline, runtime.now() + limits.idleMs))
  }

  /** Records the first fault, ends the transfer, and gives the fault that stands. */
  fail(code: FaultCode, sentence: string, cause?: unknown): TransportFault {
    if (this.fault) return this.fault
    this.fault = new TransportFault(code, sentence, cause)
    const stop = this.#stopTransfer
    this.#stopTransfer = undefined
    stop?.(this.fault)
    return this.fault
  }

  keepErrorBody(bytes: Uint8Array): void {
    this.errorBody = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, ERROR_BODY_BYTES)).toString('utf8')
  }

  /** The answer is whole: nothing is left to stop. */
  transferred(): void {
    this.#stopTransfer = undefined
    this.#watchdog.stop()
    this.#onTransferred?.()
  }

  /** Whether the answer may still be on its way. */
  get transferring(): boolean {
    return this.#stopTransfer !== undefined && this.fault === undefined
  }

  /**
   * Waits a moment for an answer whose end marker was seen to end on the wire too. Its connection can be used again
   * then; cutting it off would cost the next call a new one.
   */
  async drain(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#watchdog.stop()
      const cancel = this.context.runtime.after(DRAIN_MS, resolve)
      this.#onTransferred = () => {
        cancel()
        resolve()
      }
    })
  }

  /** Ends the attempt: no timer, listener or transfer of it stays. */
  close(): void {
    this.#watchdog.stop()
    this.context.signal.removeEventListener('abort', this.#cancel)
    const stop = this.#stopTransfer
    this.#stopTransfer = undefined
    stop?.(new TransportFault('cancelled', 'The call was over before the answer ended.'))
  }

  /** Tells whoever follows the attempt. A listener that throws must not break the call. */
  report(progress: AttemptProgress): void {
    try {
      this.context.onProgress?.(progress)
    } catch {
      // What it does with the news is its own affair.
    }
  }

  readonly #cancel = (): void => {
    const reason: unknown = this.context.signal.reason
    const outOfTime = reason instanceof Error && reason.name === 'TimeoutError'
    if (outOfTime) this.fail('deadline', 'The caller’s time for this call ran out.')
    else this.fail('cancelled', 'The caller cancelled the call.')
  }

  #expire(): void {
    const { context, firstByteMs } = this
    const seconds = (ms: number): string => `${Math.round(ms) / 1000} s`
    if (context.runtime.now() >= context.deadline)
      this.fail('deadline', `The attempt had ${seconds(context.deadline - this.startedAt)} and they ran out.`)
    else if (firstByteMs === undefined) this.fail('first-byte', `No answer began within ${seconds(context.limits.firstByteMs)}.`)
    else this.fail('idle', `The answer stood still for ${seconds(context.limits.idleMs)}.`)
  }
}
