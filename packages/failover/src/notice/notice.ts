import type { Condition } from '../policy/pattern.ts'

/** Which channels a notice means. Members that are absent mean any; words may hold `*`. */
export interface ChannelPattern {
  readonly vendor?: string
  readonly endpoint?: string
  readonly region?: string
  readonly residency?: string
}

/** What an order rests on. What a credible one states, `lintNotice` asks for. */
export interface NoticeBasis {
  /** Who orders it. */
  readonly authority: string
  /** The law, order or decision. */
  readonly instrument?: string
  /** The threshold that was crossed, so that others can tell whether it was. */
  readonly criterion?: string
  readonly evidence?: {
    readonly published: boolean
    readonly reference?: string
    /** Where those concerned can see or contest evidence that is not published. */
    readonly channel?: string
  }
  readonly reference?: string
}

/** One order that bars models before any call fails. Dates are ISO 8601 with an offset. */
export interface Notice {
  readonly id: string
  /** Short ids, `vendor/model`; words may hold `*`. */
  readonly models: readonly string[]
  /** @default every channel */
  readonly channels?: readonly ChannelPattern[]
  /** Task names; words may hold `*`. @default every task */
  readonly tasks?: readonly string[]
  /** Whom it bars. All conditions must hold; an attribute that is not known counts as holding. @default everybody */
  readonly principals?: readonly Condition[]
  /** Serving regions. A channel that pins none may serve from any, so every pattern means it. @default everywhere */
  readonly regions?: readonly string[]
  /** First moment at which it holds. */
  readonly from: string
  /** First moment at which it no longer holds. @default until it is lifted */
  readonly until?: string
  readonly basis: NoticeBasis
  readonly independentReview?: { readonly body: string; readonly by?: string; readonly reference?: string }
  readonly publicSummary?: string
  /** What is done about the threat, and why barring is fitted to it. */
  readonly remedy?: string
}

/** One signature under a document of notices. */
export interface NoticeSignature {
  /** Id of the key, as the operator trusts it. */
  readonly key: string
  /** Ed25519 over the canonical document without its signatures, base64. */
  readonly signature: string
}

/** All notices of one issuer, always whole: a later version replaces the earlier one. */
export interface NoticeDocument {
  readonly schema: 'understudy.notices/1'
  readonly issuer: string
  /** Grows with every change. */
  readonly version: number
  readonly issuedAt: string
  readonly notices: readonly Notice[]
  readonly signatures?: readonly NoticeSignature[]
}
