import type { Usage } from '@understudy/spec'

/** A review of one longer file, by estimate; what a call is taken for until real ones were seen. */
const NOMINAL: Usage = Object.freeze({ inputTotal: 10_000, inputCached: 0, outputVisible: 1_500, reasoning: 1_000 })
/** Weight of the latest call. */
const LATEST = 0.1

/** What a call of this route usually uses, whoever serves it: the measure by which targets' costs and limits are compared. */
export class UsualCall {
  #usage = NOMINAL
  #seen = 0

  get usage(): Usage {
    return this.#usage
  }

  get tokens(): number {
    const { inputTotal, outputVisible, reasoning } = this.#usage
    return inputTotal + outputVisible + reasoning
  }

  saw(usage: Usage): void {
    const weight = this.#seen++ === 0 ? 1 : LATEST
    const mixed = (name: keyof Usage): number => this.#usage[name] * (1 - weight) + usage[name] * weight
    this.#usage = {
      inputTotal: mixed('inputTotal'),
      inputCached: mixed('inputCached'),
      outputVisible: mixed('outputVisible'),
      reasoning: mixed('reasoning'),
    }
  }
}
