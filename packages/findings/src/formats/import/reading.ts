import { type Problem, shownValue } from '../../parse/problem.ts'

/** What reading one document came upon. Whatever was not understood keeps its scan from being called whole. */
export class Reading {
  readonly problems: Problem[] = []
  #whole = true

  /** Something was left out, or read by a guess. */
  lost(path: string, rule: string, value?: unknown): null {
    this.#whole = false
    return this.told(path, rule, value)
  }

  /** Something that is odd and lost nothing. */
  told(path: string, rule: string, value?: unknown): null {
    this.problems.push({ path, rule, value: value === undefined ? 'nothing' : shownValue(value) })
    return null
  }

  /** Whether the scan was whole, by what the document claims. */
  complete(claimed: boolean | null): boolean | null {
    return this.#whole ? claimed : false
  }
}
