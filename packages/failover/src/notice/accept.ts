import { type Arrivals, arrivalsOf } from './arrival.ts'
import { canonicalJson } from './canonical.ts'
import type { Notice, NoticeDocument } from './notice.ts'

/** What is in force of one issuer's documents. Plain data: the last good copy that is kept. */
export interface AcceptedNotices {
  readonly issuer: string
  readonly version: number
  readonly issuedAt: string
  /** Fingerprint of the document that gave this version. */
  readonly content: string
  readonly notices: readonly Notice[]
  /** When each of them came. Absent in copies of the first edition. */
  readonly arrivals?: Arrivals
}

/** What became of a document of notices that was offered. */
export type Acceptance =
  | {
      readonly is: 'applied'
      readonly accepted: AcceptedNotices
      /** Ids that are new or changed. */
      readonly barred: readonly string[]
      /** Ids that are gone or changed, with enough signatures. */
      readonly lifted: readonly string[]
      /** Ids that the document drops or changes, but that stay as they were until a second key signs. */
      readonly awaiting: readonly string[]
    }
  | { readonly is: 'unchanged' }
  /** No trusted key signed it: worth reading, but it bars nothing. */
  | { readonly is: 'advice'; readonly notices: readonly Notice[] }
  | { readonly is: 'refused'; readonly why: string }

/** One stolen key must not be able to use up all version numbers. */
const LARGEST_STEP = 1_000

/**
 * Decides about a document that was read, at this moment (epoch milliseconds). One key may bar, two must sign to lift: barring
 * by mistake stops some work, lifting by mistake sends code where it may not go. Versions only grow, so that nobody can replay
 * an old document. `arrivedAt` is when what is new in it counts as having come.
 */
export function acceptNotices(
  current: AcceptedNotices | null,
  document: NoticeDocument,
  signedBy: number,
  wallTime: number,
  arrivedAt = wallTime,
): Acceptance {
  if (signedBy === 0) return { is: 'advice', notices: document.notices }
  const content = canonicalJson({ ...document, signatures: undefined })
  const why = current && refusal(current, document, content, signedBy)
  if (why) return { is: 'refused', why }
  const before = current?.notices ?? []
  const barred = document.notices.filter((notice) => !among(notice, before))
  // One that ended by itself is no longer lifted by anybody.
  const ended = ({ until }: Notice): boolean => until !== undefined && wallTime >= Date.parse(until)
  const loosened = before.filter((notice) => !among(notice, document.notices) && !ended(notice))
  const { issuer, version, issuedAt } = document
  const awaiting = signedBy < 2 ? loosened : []
  const notices = [...document.notices, ...awaiting]
  const arrivals = arrivalsOf(notices, current, { at: arrivedAt, signatures: signedBy })
  const accepted: AcceptedNotices = { issuer, version, issuedAt, content, notices, arrivals }
  if (current && canonicalJson(current) === canonicalJson(accepted)) return { is: 'unchanged' }
  const ids = (given: readonly Notice[]): string[] => given.map(({ id }) => id)
  return { is: 'applied', accepted, barred: ids(barred), lifted: signedBy < 2 ? [] : ids(loosened), awaiting: ids(awaiting) }
}

function refusal(current: AcceptedNotices, document: NoticeDocument, content: string, signedBy: number): string | null {
  const { issuer, version } = document
  if (issuer !== current.issuer) return `it is by ${issuer}, while this source speaks for ${current.issuer}`
  if (version < current.version) return `its version ${version} is older than ${current.version}, which is in force`
  if (version === current.version && content !== current.content)
    return `there are two different documents with version ${version}`
  if (signedBy < 2 && version - current.version > LARGEST_STEP)
    return `its version ${version} is more than ${LARGEST_STEP} ahead of ${current.version}, which a second key must sign`
  return null
}

function among(notice: Notice, notices: readonly Notice[]): boolean {
  const text = canonicalJson(notice)
  return notices.some((other) => other.id === notice.id && canonicalJson(other) === text)
}
