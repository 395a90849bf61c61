import type { FailureKind, ModelListing } from '@understudy/spec'
import type { Bar } from '../bar/bar.ts'

/** What a confirming look found. Members are absent when the adapter has no such call or the call itself failed. */
export interface ConfirmingLook {
  readonly listing?: ModelListing
  readonly probe?: { readonly ok: true } | { readonly ok: false; readonly kind: FailureKind }
}

/** What a second look at a barred target says of its bar. */
export type Confirmation =
  | { readonly is: 'confirmed'; readonly bar: Bar }
  | { readonly is: 'refuted'; readonly why: string }
  | { readonly is: 'unclear' }

/** Kinds with which a canned call says by itself that the model is not to be had. */
export const TAKEN_AWAY: ReadonlySet<FailureKind> = new Set(['withdrawn', 'not-permitted', 'region-blocked'])

/**
 * Judges a provisional bar by a look at the vendor's list and a canned call. An answer proves that the model is there;
 * a list only proves that it is not: lists have gone on naming models whose calls failed.
 */
export function confirm(bar: Bar, { listing, probe }: ConfirmingLook): Confirmation {
  if (listing?.lifecycle === 'retired') return confirmed(bar, 'retired', listing.retiresAt)
  if (probe?.ok) return { is: 'refuted', why: 'it answered a canned call: a false alarm' }
  if (listing && !listing.known) return confirmed(bar, 'not-listed')
  if (probe && TAKEN_AWAY.has(probe.kind)) return confirmed(bar, listing ? 'listed' : undefined)
  return { is: 'unclear' }
}

function confirmed(bar: Bar, listing: 'listed' | 'not-listed' | 'retired' | undefined, retiredAt?: string): Confirmation {
  const { provisional: _, ...rest } = bar
  const evidence = { ...bar.evidence, ...(listing && { listing }) }
  if (listing !== 'retired') return { is: 'confirmed', bar: { ...rest, evidence } }
  const sentence = `${bar.sentence} The vendor's list says that it is retired${retiredAt ? ` since ${retiredAt}` : ''}.`
  return { is: 'confirmed', bar: { ...rest, evidence, reason: 'retired', sentence } }
}
