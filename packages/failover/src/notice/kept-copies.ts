import { UnderstudyError } from '@understudy/spec'
import type { HealthStore } from '../store/store.ts'
import type { AcceptedNotices } from './accept.ts'

const sourceKey = (source: string): string => `notices|${source}`
const issuerKey = (issuer: string): string => `notices-of|${issuer}`

/**
 * Copies of what was accepted, in the store: what an issuer has in force is one thing, from whatever path or address it was read, and
 * a source speaks for one issuer.
 */
export class KeptCopies {
  readonly #store: HealthStore

  constructor(store: HealthStore) {
    this.#store = store
  }

  /** What is in force of whoever this source speaks for. @throws UnderstudyError `store-unusable` for a damaged copy */
  ofSource(source: string): AcceptedNotices | null {
    const own = this.#read(sourceKey(source), source)
    return own && newer(own, this.ofIssuer(own.issuer))
  }

  /** @throws UnderstudyError `store-unusable` for a damaged copy */
  ofIssuer(issuer: string): AcceptedNotices | null {
    return this.#read(issuerKey(issuer), issuer)
  }

  save(source: string, accepted: AcceptedNotices): void {
    const json = JSON.stringify(accepted)
    this.#store.saveCheckpoint(issuerKey(accepted.issuer), json)
    this.#store.saveCheckpoint(sourceKey(source), json)
  }

  /** A copy that cannot be read must not pass for none: an old document could then lift what is in force. */
  #read(key: string, whose: string): AcceptedNotices | null {
    const kept = this.#store.checkpoint(key)
    if (kept === null) return null
    const copy = parsed(kept)
    if (copy) return copy
    throw new UnderstudyError(
      'store-unusable',
      `The kept copy of the notices at ${whose} is damaged. Remove the checkpoint ${key} to read them anew.`,
    )
  }
}

/** The later of two copies of one issuer's documents; of two with one version the first. */
export function newer(one: AcceptedNotices, other: AcceptedNotices | null): AcceptedNotices {
  return other && other.version > one.version ? other : one
}

function parsed(json: string): AcceptedNotices | null {
  try {
    const copy = JSON.parse(json) as Partial<AcceptedNotices> | null
    const whole = typeof copy?.issuer === 'string' && Number.isInteger(copy.version) && Array.isArray(copy.notices)
    return whole ? (copy as AcceptedNotices) : null
  } catch {
    return null
  }
}
