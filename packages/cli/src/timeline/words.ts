import type { Lane, LaneBar } from './model.ts'

/** What a band of each kind is called. */
export const BAND_WORDS: Readonly<Record<LaneBar['kind'], string>> = {
  bar: 'out of use',
  circuit: 'circuit open',
  pause: 'asked to wait',
}

/** How many attempts of a target served, such as `8 of 9 served`. */
export function laneSummary({ attempts }: Lane): string {
  const served = attempts.filter(({ outcome }) => outcome === 'served').length
  return `${served.toLocaleString('en-US')} of ${attempts.length.toLocaleString('en-US')} served`
}
