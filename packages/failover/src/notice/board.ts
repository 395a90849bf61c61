import { checkMembers, checkNumber, refuseOption, type Runtime, systemRuntime, UnderstudyError } from '@understudy/spec'
import { memoryStore } from '../store/memory.ts'
import type { HealthStore } from '../store/store.ts'
import { type Acceptance, type AcceptedNotices, acceptNotices } from './accept.ts'
import { directiveKey, inOrderOfArrival } from './arrival.ts'
import { parseNotices } from './document.ts'
import { type InForce, rememberedIn } from './in-force.ts'
import { KeptCopies, newer } from './kept-copies.ts'
import type { Notice } from './notice.ts'
import { type NoticeSource, readSource, sourceName } from './read-source.ts'
import { signers, type TrustedKey, type Verifier, verifiers } from './sign.ts'

/** Where notices come from, and whose signatures count. */
export interface NoticeBoardOptions {
  readonly sources: readonly NoticeSource[]
  /** Keys whose signature is believed. Without any, every document is only advice. */
  readonly trustedKeys: readonly TrustedKey[]
  /** Keeps the last good copy of every source over restarts. @default memoryStore() */
  readonly store?: HealthStore
  /** @default systemRuntime */
  readonly runtime?: Runtime
  /** How often sources are read again, in milliseconds. @default 60_000 */
  readonly everyMs?: number
  /** Told about every document that changed something, was refused, or could not be read. */
  readonly onNotice?: (event: NoticeEvent) => void
}

/** What happened to a source of notices. */
export type NoticeEvent =
  | (Exclude<Acceptance, { is: 'unchanged' }> & { readonly source: string })
  | { readonly is: 'unreadable'; readonly source: string; readonly why: string }

/** How one source stands. */
export interface NoticeSourceState {
  readonly source: string
  /** Version in force; null when nothing was ever accepted. */
  readonly version: number | null
  readonly issuer: string | null
  /** Why the latest reading changed nothing; absent when it was accepted. */
  readonly trouble?: string
}

/** What is in force, and where it comes from. Give one to a route as `notices`. */
export interface NoticeBoard {
  /** Notices of all sources that some trusted key signed, those not yet or no longer in force included, in the order of arrival. */
  notices(): readonly Notice[]
  readonly inForce: InForce
  /** Notices of documents that no trusted key signed. They bar nothing. */
  advice(): readonly Notice[]
  /** Grows whenever `notices()` changed. */
  revision(): number
  sources(): readonly NoticeSourceState[]
  /** Reads every source now. Never rejects: the last good copy stays in force, and the trouble is told. */
  reload(): Promise<void>
  /** Resolves when every source was accepted at least once, now or before. @throws UnderstudyError `invalid-notice` otherwise */
  ready(): Promise<void>
  close(): void
}

interface Source {
  readonly given: NoticeSource
  readonly name: string
  accepted: AcceptedNotices | null
  /** Null while the latest document was signed. */
  advice: readonly Notice[] | null
  trouble: string | undefined
}

/**
 * Reads signed notices from files or URLs, again and again, and keeps the last good copy.
 * @throws InvalidOptionError for a bad option; what the store throws when it cannot be read
 */
export function openNotices(options: NoticeBoardOptions): NoticeBoard {
  checkMembers('notices', options, ['sources', 'trustedKeys', 'store', 'runtime', 'everyMs', 'onNotice'])
  if (!Array.isArray(options.sources) || options.sources.length === 0)
    refuseOption('notices.sources', 'a list of at least one source', options.sources)
  return new Board(options)
}

class Board implements NoticeBoard {
  readonly #runtime: Runtime
  readonly inForce: InForce
  readonly #copies: KeptCopies
  readonly #trusted: readonly Verifier[]
  readonly #everyMs: number
  readonly #onNotice: NoticeBoardOptions['onNotice']
  readonly #sources: readonly Source[]
  readonly #closing = new AbortController()
  #revision = 0
  #all: readonly Notice[]
  #reading: Promise<void> | null = null
  #disarm: (() => void) | null = null

  constructor(options: NoticeBoardOptions) {
    this.#runtime = options.runtime ?? systemRuntime
    const store = options.store ?? memoryStore()
    this.inForce = rememberedIn(store)
    this.#copies = new KeptCopies(store)
    this.#trusted = verifiers(options.trustedKeys)
    this.#everyMs = checkNumber('notices.everyMs', options.everyMs ?? 60_000, { min: 1_000 })
    this.#onNotice = options.onNotice
    this.#sources = options.sources.map((given, index): Source => {
      const name = sourceName(given, `notices.sources[${index}]`)
      return {
        given,
        name,
        accepted: this.#copies.ofSource(name),
        advice: null,
        trouble: undefined,
      }
    })
    this.#all = this.#collect()
    this.#disarm = this.#runtime.after(0, () => void this.reload())
  }

  notices = (): readonly Notice[] => this.#all
  advice = (): readonly Notice[] => this.#sources.flatMap(({ advice }) => advice ?? [])
  revision = (): number => this.#revision

  sources(): readonly NoticeSourceState[] {
    return this.#sources.map(({ name, accepted, trouble }) => ({
      source: name,
      version: accepted?.version ?? null,
      issuer: accepted?.issuer ?? null,
      ...(trouble !== undefined && { trouble }),
    }))
  }

  reload(): Promise<void> {
    this.#disarm?.()
    this.#reading ??= Promise.all(this.#sources.map((source) => this.#read(source))).then(() => this.#rest())
    return this.#reading
  }

  /** Nothing more until the next time. */
  #rest(): void {
    this.#reading = null
    if (!this.#closing.signal.aborted) this.#disarm = this.#runtime.after(this.#everyMs, () => void this.reload())
  }

  async ready(): Promise<void> {
    if (this.#sources.some(({ accepted }) => !accepted)) await this.reload()
    const missing = this.#sources.find(({ accepted }) => !accepted)
    if (missing)
      throw new UnderstudyError(
        'invalid-notice',
        missing.trouble ?? `The notices at ${missing.name} bear no signature that is trusted here.`,
      )
  }

  close(): void {
    this.#closing.abort()
    this.#disarm?.()
  }

  async #read(source: Source): Promise<void> {
    try {
      const text = await readSource(source.given, this.#runtime, this.#closing.signal)
      if (this.#closing.signal.aborted) return
      const document = parseNotices(text)
      const signedBy = signers(document, this.#trusted).size
      if (signedBy > 0) this.#adopt(source, document.issuer)
      this.#take(source, acceptNotices(source.accepted, document, signedBy, this.#runtime.wallTime(), this.#nextArrival()))
    } catch (error) {
      if (this.#closing.signal.aborted) return
      const why = error instanceof UnderstudyError ? error.message : `The notices at ${source.name} cannot be used.`
      if (source.trouble !== why) this.#tell({ is: 'unreadable', source: source.name, why })
      source.trouble = why
    }
  }

  /**
   * What is in force of an issuer holds for every source that speaks for it, whoever read it and from where: an old document under
   * another path is old.
   */
  #adopt(source: Source, issuer: string): void {
    if (source.accepted && source.accepted.issuer !== issuer) return
    let latest = source.accepted
    const known = [this.#copies.ofIssuer(issuer), ...this.#sources.map(({ accepted }) => accepted)]
    for (const copy of known) if (copy?.issuer === issuer) latest = latest ? newer(latest, copy) : copy
    if (latest === source.accepted) return
    source.accepted = latest
    this.#changed()
  }

  /** Later than everything that came before, whatever became of the clock. */
  #nextArrival(): number {
    const known = this.#sources.flatMap(({ accepted }) => Object.values(accepted?.arrivals ?? {}))
    return known.reduce((latest, { at }) => Math.max(latest, at + 1), this.#runtime.wallTime())
  }

  #changed(): void {
    this.#all = this.#collect()
    this.#revision++
  }

  #take(source: Source, acceptance: Acceptance): void {
    if (acceptance.is === 'applied') {
      const { accepted } = acceptance
      for (const each of this.#sources) if (each === source || each.accepted?.issuer === accepted.issuer) each.accepted = accepted
      this.#changed()
    }
    const [trouble, advice] = [source.trouble, source.advice]
    source.trouble = acceptance.is === 'refused' ? `The notices at ${source.name} were refused: ${acceptance.why}.` : undefined
    source.advice = acceptance.is === 'advice' ? acceptance.notices : null
    // Told once, not at every reading of the same document.
    const known =
      acceptance.is === 'unchanged' ||
      (acceptance.is === 'advice' && JSON.stringify(advice) === JSON.stringify(source.advice)) ||
      (acceptance.is === 'refused' && trouble === source.trouble)
    if (!known) this.#tell({ ...acceptance, source: source.name })
    // Last, as it is in force already: a store that cannot keep the copy must not keep the notice from barring.
    if (acceptance.is === 'applied') this.#copies.save(source.name, acceptance.accepted)
  }

  /** Each issuer's once, in the order in which they came. The same objects while nothing changed: what is kept by them stays. */
  #collect(): readonly Notice[] {
    const copies = new Map(this.#sources.flatMap(({ accepted }) => (accepted ? [[accepted.issuer, accepted]] : [])))
    return inOrderOfArrival(
      [...copies.values()].flatMap(({ notices, arrivals = {} }) =>
        notices.map((notice) => ({ notice, arrival: arrivals[directiveKey(notice)] ?? { at: 0, signatures: 1 } })),
      ),
    )
  }

  #tell(event: NoticeEvent): void {
    try {
      this.#onNotice?.(event)
    } catch {
      // A listener's fault must not keep a notice from being applied.
    }
  }
}
