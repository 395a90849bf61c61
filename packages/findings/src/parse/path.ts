/** A path as the prompt printed it: `/` between parts, no leading `./`, and one Unicode form, since models compose signs. */
export function plainPath(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .normalize('NFC')
}

/** Finds which of the given files a model means; undefined when it means none. Never guesses by the last part alone. */
export function pathFinder(paths: readonly string[]): (written: string) => string | undefined {
  const known = new Map(paths.map((path) => [plainPath(path), path]))
  const exact = new Set(paths)
  return (written) => (exact.has(written) ? written : known.get(plainPath(written.trim())))
}
