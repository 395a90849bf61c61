/** A path as the prompt printed it: `/` between parts, no leading `./`, and one Unicode form, since models compose signs. */
export function plainPath(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .normalize('NFC')
}

/** Finds which of the given files a model means; undefined when it means none. Never guesses by the last part alone. */
export function pathFinder(paths: readonly string[]): (written: string) => string | undefined {
  const exact = new Set(paths)
  let known: ReadonlyMap<string, string> | undefined
  return (written) => {
    if (exact.has(written)) return written
    known ??= new Map(paths.map((path) => [plainPath(path), path]))
    return known.get(plainPath(written.trim()))
  }
}
