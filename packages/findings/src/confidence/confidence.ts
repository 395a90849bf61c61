import type { AnchorStatus, FindingConfidence } from '../finding/finding.ts'

/** Words that reviewers use, at the middle of what they mean by them. */
const WORDS: Readonly<Record<string, number>> = {
  certain: 0.95,
  'very high': 0.95,
  'very-high': 0.95,
  high: 0.9,
  firm: 0.8,
  medium: 0.6,
  moderate: 0.6,
  tentative: 0.4,
  low: 0.3,
  'very low': 0.1,
}

/** How much of a confidence is left when the quote was not found as it was given. */
const ANCHOR_FACTOR: Partial<Readonly<Record<AnchorStatus, number>>> = { missing: 0.5, fuzzy: 0.9 }

/** Scales of numbers, by their highest value. */
export type NumberScale = 'unit' | 'ten' | 'hundred'

const HIGHEST: Readonly<Record<NumberScale, number>> = { unit: 1, ten: 10, hundred: 100 }

/** The smallest scale that holds every number of one document: beside an 8, a 1 is one in ten and no certainty. */
export function confidenceScale(raws: readonly (number | string | null)[]): NumberScale {
  const highest = Math.max(0, ...raws.filter((raw): raw is number => typeof raw === 'number' && raw <= HIGHEST.hundred))
  return highest <= HIGHEST.unit ? 'unit' : highest <= HIGHEST.ten ? 'ten' : 'hundred'
}

/**
 * Brings a confidence to 0..1. Models answer on 0–1, 0–10 or 0–100 whatever they are asked for, and tools use words.
 *
 * @param scale of the document that it stands in, see `confidenceScale`; a number beyond it is read on the smallest that holds it
 */
export function normaliseConfidence(
  raw: number | string | null,
  anchor: AnchorStatus = 'exact',
  scale: NumberScale = 'unit',
): FindingConfidence {
  const { unit, scale: read } = unitValue(raw, scale)
  const factor = ANCHOR_FACTOR[anchor] ?? 1
  return { value: unit === null ? null : Math.round(unit * factor * 1000) / 1000, raw, scale: read }
}

function unitValue(raw: number | string | null, given: NumberScale): { unit: number | null; scale: FindingConfidence['scale'] } {
  if (typeof raw === 'string') {
    const unit = WORDS[raw.trim().toLowerCase()]
    return unit === undefined ? { unit: null, scale: 'none' } : { unit, scale: 'word' }
  }
  if (raw === null || !Number.isFinite(raw) || raw < 0 || raw > HIGHEST.hundred) return { unit: null, scale: 'none' }
  // A fraction of 1 is no answer on a scale of whole numbers, whatever stands beside it.
  const isFraction = raw > 0 && raw < 1
  const scale = isFraction ? 'unit' : raw <= HIGHEST[given] ? given : confidenceScale([raw])
  return { unit: raw / HIGHEST[scale], scale }
}
