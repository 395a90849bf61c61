import { checkNumber } from '@understudy/spec'

/** Probes cost money and disclose that somebody asks; so they are counted over a sliding hour, whatever the number of bars. */
export class ProbeBudget {
  readonly #perHour: number
  readonly #sent: number[] = []

  /** @throws InvalidOptionError */
  constructor(perHour: number) {
    this.#perHour = checkNumber('probes.perHour', perHour, { min: 0, whole: true })
  }

  /** Takes one probe at `now` (monotonic milliseconds); false when the hour's are used up. */
  take(now: number): boolean {
    while ((this.#sent[0] ?? Infinity) <= now - 3_600_000) this.#sent.shift()
    if (this.#sent.length >= this.#perHour) return false
    this.#sent.push(now)
    return true
  }
}
