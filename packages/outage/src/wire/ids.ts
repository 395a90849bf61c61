const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789'

/** Makes ids in a vendor's form: `msg_01…`, `req_…`. */
export type IdMaker = (prefix: string, length?: number) => string

/** Ids from a seeded source, so that a run repeats to the letter. */
export function idMaker(random: () => number): IdMaker {
  return (prefix, length = 24) => {
    let id = prefix
    for (let left = length; left > 0; left--) id += LETTERS[Math.floor(random() * LETTERS.length)]
    return id
  }
}

/** Lower-case hexadecimal of a length, as OpenAI's ids use. */
export function hexMaker(random: () => number): IdMaker {
  return (prefix, length = 48) => {
    let id = prefix
    while (id.length < prefix.length + length)
      id += Math.floor(random() * 2 ** 32)
        .toString(16)
        .padStart(8, '0')
    return id.slice(0, prefix.length + length)
  }
}
