/** How many executions are under way, and word to whoever waits until none is. */
export class ExecutionsUnderWay {
  #count = 0
  readonly #waiting: (() => void)[] = []

  began(): void {
    this.#count++
  }

  ended(): void {
    this.#count--
    if (this.#count === 0) for (const resolve of this.#waiting.splice(0)) resolve()
  }

  whenNone(): Promise<void> {
    return this.#count === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve))
  }
}
