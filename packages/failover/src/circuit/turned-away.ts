/** Requests of different content, turned away in like words, that take a target out for a cooldown. */
const NEEDED = 3

/** Share of words in common from which two answers say the same; ids and numbers differ from one answer to the next. */
const LIKE = 0.6

/** Of each message: more than any vendor's first sentence has. */
const WORDS_READ = 40

interface Streak {
  readonly words: ReadonlySet<string>
  readonly requests: Set<string>
}

/**
 * Targets that turn requests away without a word that anybody knows: nobody is to blame for one request, but whoever says the same
 * to three different ones says it to all. Kept until the target serves, so that one more is enough after a cooldown.
 */
export class TurnedAway {
  readonly #streaks = new Map<string, Streak>()

  /**
   * @param request tells different requests apart
   * @returns whether the target is to rest
   */
  record(target: string, request: string, said: string): boolean {
    const words = wordsOf(said)
    const known = this.#streaks.get(target)
    const streak = known && alike(known.words, words) ? known : { words, requests: new Set<string>() }
    this.#streaks.set(target, streak)
    if (streak.requests.size < NEEDED) streak.requests.add(request)
    return streak.requests.size >= NEEDED
  }

  served(target: string): void {
    if (this.#streaks.size > 0) this.#streaks.delete(target)
  }
}

/** Only whole words of letters: what has digits in it is an id, a date or a size. */
function wordsOf(said: string): ReadonlySet<string> {
  const words = said
    .slice(0, 1_000)
    .toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
  return new Set(words.filter((word) => word.length > 2 && !/\d/.test(word)).slice(0, WORDS_READ))
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const both = [...a].filter((word) => b.has(word)).length
  const all = a.size + b.size - both
  return all === 0 || both / all >= LIKE
}
