import type { CircuitSettings } from './options.ts'

/**
 * How long a circuit stays open: doubles with each opening up to a cap, with equal jitter (half fixed, half chance), so
 * that many processes do not come back at the same moment. Never shorter than what the vendor asked for.
 */
export function cooldownMs(openings: number, settings: CircuitSettings, random: number, retryAfterMs = 0): number {
  const grown = Math.min(settings.maxCooldownMs, settings.cooldownMs * 2 ** Math.min(openings - 1, 30))
  return Math.max(grown / 2 + (grown / 2) * random, obeyedRetryAfterMs(retryAfterMs, settings))
}

/** A vendor's Retry-After, capped; what is not a positive finite number asks for nothing. */
export function obeyedRetryAfterMs(retryAfterMs: number | undefined, settings: CircuitSettings): number {
  if (retryAfterMs === undefined || Number.isNaN(retryAfterMs) || retryAfterMs <= 0) return 0
  return Math.min(retryAfterMs, settings.maxRetryAfterMs)
}
