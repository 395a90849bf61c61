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

/**
 * Brings a confidence to 0..1. Models answer on 0–1, 0–10 or 0–100 whatever they are asked for, and tools use words.
 * A number is read on the smallest scale that holds it.
 */
export function normaliseConfidence(raw: number | string | null, anchor: AnchorStatus = 'exact'): FindingConfidence {
  const { unit, scale } = unitValue(raw)
  const factor = ANCHOR_FACTOR[anchor] ?? 1
  return { value: unit === null ? null : Math.round(unit * factor * 1000) / 1000, raw, scale }
}

function unitValue(raw: number | string | null): { unit: number | null; scale: FindingConfidence['scale'] } {
  if (typeof raw === 'string') {
    const unit = WORDS[raw.trim().toLowerCase()]
    return unit === undefined ? { unit: null, scale: 'none' } : { unit, scale: 'word' }
  }
  if (raw === null || !Number.isFinite(raw) || raw < 0 || raw > 100) return { unit: null, scale: 'none' }
  if (raw <= 1) return { unit: raw, scale: 'unit' }
  return raw <= 10 ? { unit: raw / 10, scale: 'ten' } : { unit: raw / 100, scale: 'hundred' }
}
