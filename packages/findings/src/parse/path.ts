/** A path as the prompt printed it: `/` between parts, no leading `./`, and one Unicode form, since models compose signs. */
export function plainPath(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .normalize('NFC')
}

/** A path longer than this is none. */
const LONGEST_PATH = 4_000

/** Says whether the code of a given file holds a quote. */
export type HoldsQuote = (path: string, snippet: string) => boolean

/** Finds which of the given files is meant by what a model wrote; undefined when that cannot be told. */
export type FindPath = (written: string, snippet?: string) => string | undefined

/**
 * Finds which of the given files a model means: the path as it is, then in another spelling, then by an ending that only one of them
 * has, then by the quote, where only one of them holds it. The path as it is comes first, because a folder may really be called `b`
 * and a file may really end in `:4`.
 */
export function pathFinder(paths: readonly string[], holds: HoldsQuote = () => false): FindPath {
  const exact = new Set(paths)
  let known: KnownPaths | undefined
  return (written, snippet = '') => {
    if (exact.has(written)) return written
    known ??= knownPaths(paths)
    const text = written.slice(0, LONGEST_PATH)
    const told = spellings(text)
    for (const index of [known.plain, known.folded])
      for (const spelling of told) {
        const found = index(spelling)
        if (found !== undefined) return found
      }
    const ending = told.flatMap((spelling) => byEnding(paths, spelling))
    const candidates = [...new Set(ending)]
    if (candidates.length === 1) return candidates[0]
    return onlyOne(snippet === '' ? [] : (candidates.length > 0 ? candidates : paths).filter((path) => holds(path, snippet)))
  }
}

interface KnownPaths {
  readonly plain: (spelling: string) => string | undefined
  /** Letters of either case alike, for file systems that do not tell them apart. */
  readonly folded: (spelling: string) => string | undefined
}

function knownPaths(paths: readonly string[]): KnownPaths {
  const plain = Map.groupBy(paths, plainPath)
  const folded = Map.groupBy(paths, (path) => plainPath(path).toLowerCase())
  return {
    plain: (spelling) => onlyOne(plain.get(spelling) ?? []),
    folded: (spelling) => onlyOne(folded.get(spelling.toLowerCase()) ?? []),
  }
}

const onlyOne = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined)

/** Marks of Markdown and quotation around a path. */
const WRAPPED = /^[\s`'"*<([]{1,4}|[\s`'"*>)\],;]{1,4}$/g

/** What follows a path: `:4`, `:4-6`, `:4:2`, `#L4-L6`, `?plain=1`, ` (line 4)`, `, lines 4-6`. */
const PLACE_BEHIND = /(?:[:@]\d{1,8}(?:[-–:,]\d{1,8}){0,2}|[#?][^/]{0,80}|[ ,(]{1,3}(?:at )?lines? ?\d[\d –-]{0,20}\)?)$/i

/** What stands before a path: `=== file:`, `File:`, a scheme with a host. */
const WORD_BEFORE = /^(?:=== ?)?(?:file|path)(?:name)?: (?=\S)|^[+-]{3} /i
const SCHEME = /^[a-z][a-z0-9+.-]{1,20}:\/{1,3}/i

/** Where the path begins in the address of a file at a code host. */
const HOSTED = /\/(?:blob|raw|src|tree)\/[^/]{1,100}\//

/** The ways in which a path may be meant, the nearest to what was written first. */
function spellings(written: string): readonly string[] {
  const found = new Set<string>()
  const add = (text: string): void => void (text !== '' && found.add(text))
  const steps: readonly ((text: string) => string)[] = [
    (text) => plainPath(text.trim()),
    (text) => plainPath(text.replace(WRAPPED, '').replace(WORD_BEFORE, '').replace(/ ===$/, '')),
    (text) => text.replace(PLACE_BEHIND, '').replace(WRAPPED, ''),
    (text) => decoded(text),
    (text) =>
      text
        .replace(SCHEME, '/')
        .replace(/^.*?(?=\/(?:blob|raw|src|tree)\/)/, '')
        .replace(HOSTED, ''),
    (text) => withoutSteps(text),
    (text) => text.replace(/^\/{1,8}/, ''),
  ]
  let text = written
  for (const step of steps) {
    text = step(text)
    add(text)
    // The prefixes of a diff, wherever the rest of the path is plain.
    add(text.replace(/^\/?[abciow]\//, ''))
  }
  return [...found]
}

function decoded(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Without `.`, empty parts and inner `..`. */
function withoutSteps(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part)
  }
  return parts.join('/')
}

/** The given files that end in what was written, or else the longest one in which what was written ends. */
function byEnding(paths: readonly string[], spelling: string): readonly string[] {
  const written = `/${spelling.toLowerCase().replace(/^\/+/, '')}`
  if (written === '/') return []
  const folded = paths.map((path) => ({ path, text: `/${plainPath(path).toLowerCase()}` }))
  const longer = folded.filter(({ text }) => text.endsWith(written)).map(({ path }) => path)
  if (longer.length > 0) return longer
  const shorter = folded.filter(({ text }) => written.endsWith(text)).toSorted((a, b) => b.text.length - a.text.length)
  return shorter.filter(({ text }) => text.length === shorter[0]?.text.length).map(({ path }) => path)
}
