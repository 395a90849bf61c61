import type { Figure } from '../statistics/index.ts'
import { DELTA, type Equivalence } from './non-inferiority.ts'

/**
 * Is a standby as near to the primary as the primary is to itself, within δ? Needs no labels: F1 between the two, on the code
 * under review, against the primary's own F1 from run to run (security-review.md, 3.7). `unknown` when either is not known.
 */
export function agreementVerdict(
  agreement: Figure,
  repeatability: Figure | undefined,
  delta: number = DELTA,
): { readonly verdict: Exclude<Equivalence, 'better'>; readonly reason: string } {
  if (!agreement.known || !agreement.interval)
    return { verdict: 'unknown', reason: `insufficient data: ${agreement.n} files were compared` }
  const { low, high } = agreement.interval
  const told = `F1 ${agreement.value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}) on ${agreement.n} files`
  if (!repeatability?.known)
    return { verdict: 'unknown', reason: `${told}; how far the baseline agrees with itself is not known: qualify it` }
  const least = repeatability.value - delta
  const verdict = low >= least ? 'equivalent' : high < least ? 'worse' : 'unknown'
  return { verdict, reason: `${told}; the baseline agrees with itself at ${repeatability.value.toFixed(2)}, δ = ${delta}` }
}
