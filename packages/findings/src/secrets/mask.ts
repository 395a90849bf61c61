import type { Finding, Location } from '../finding/finding.ts'
import type { Report } from '../finding/report.ts'
import { MASK, LONGEST_TEXT, masked, opaqueTokens, quoted, secretValues } from './values.ts'

/** Values of one expression; engines grow slow on larger ones. */
const AT_ONCE = 100
/** Longest value that an expression holds. */
const LONGEST_IN_PATTERN = 200
/** A quote with more values than this is not shown at all. */
const MOST_IN_QUOTE = 300
/** Values that are looked for beyond the files that they stand in: each text is searched for all of them. */
const MOST_EVERYWHERE = 2000
/** Lines around a finding that an excerpt may show. */
const AROUND = 3

type Replace = (text: string) => string

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** A value that is a plain word is one only where it stands alone. */
const patternOf = (value: string): string => (/^\w+$/.test(value) ? `(?<!\\w)${escaped(value)}(?!\\w)` : escaped(value))

function replacerOf(values: Iterable<string>): Replace {
  const sorted = [...new Set(values)].toSorted((a, b) => b.length - a.length)
  const long = sorted.filter(({ length }) => length > LONGEST_IN_PATTERN)
  const all = sorted.slice(long.length)
  const patterns = Array.from(
    { length: Math.ceil(all.length / AT_ONCE) },
    (_, part) =>
      new RegExp(
        all
          .slice(part * AT_ONCE, (part + 1) * AT_ONCE)
          .map(patternOf)
          .join('|'),
        'g',
      ),
  )
  return (text) => {
    const without = long.reduce((each, value) => each.replaceAll(value, () => masked(value)), text)
    return patterns.reduce((each, pattern) => each.replace(pattern, masked), without)
  }
}

/** Every text in a value of JSON, passed through `replace`; names of members stay. */
function throughout<Value>(value: Value, replace: Replace): Value {
  const walk = (each: unknown): unknown => {
    if (typeof each === 'string') return replace(each)
    if (Array.isArray(each)) return each.map(walk)
    if (typeof each !== 'object' || each === null) return each
    return Object.fromEntries(Object.entries(each).map(([name, member]) => [name, walk(member)]))
  }
  return walk(value) as Value
}

/** Parts of a value that prose quotes: `sk_live_51Hx…`, or its last characters. */
function partsIn(prose: string, values: readonly string[], paths: readonly string[]): readonly string[] {
  const words = prose.split(/[\s"'`,;:()<>…]+/).map((word) => word.replace(/\.{1,3}$/, ''))
  // A word in small letters may be any word; between quotation marks it is meant.
  const candidates = [...words.filter((word) => /[^a-z]/.test(word)), ...quoted(prose)]
  const parts = candidates.filter((part) => part.length >= 6 && values.some((value) => value.includes(part)))
  return [...parts, ...opaqueTokens(prose)].filter((word) => !paths.some((path) => path.includes(word)))
}

const isSecret = ({ family }: Finding): boolean => family === 'hardcoded-secret'

function valuesOf({ locations }: Finding): readonly string[] {
  return locations.flatMap(({ anchor }) => secretValues(anchor.snippet).slice(0, MOST_IN_QUOTE))
}

const clipped: Replace = (text) => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}${MASK}` : text)

/** A finding about a secret with texts that are looked through whole: what would be too much is left out. */
function bounded(finding: Finding): Finding {
  const quote: Replace = (text) => (secretValues(text).length > MOST_IN_QUOTE ? MASK : text)
  const cut = withTexts(finding, clipped)
  const place = (location: Location): Location => ({
    ...location,
    anchor: { ...location.anchor, snippet: quote(location.anchor.snippet) },
  })
  const [first, ...others] = cut.locations
  return { ...cut, locations: [place(first), ...others.map(place)] }
}

function withTexts(finding: Finding, replace: Replace): Finding {
  const place = (location: Location): Location => ({
    ...location,
    anchor: { ...location.anchor, snippet: replace(location.anchor.snippet) },
  })
  const [first, ...others] = finding.locations
  return {
    ...finding,
    title: replace(finding.title),
    message: replace(finding.message),
    remediation: finding.remediation === null ? null : replace(finding.remediation),
    evidence: finding.evidence.map(replace),
    locations: [place(first), ...others.map(place)],
    extensions: throughout(finding.extensions, replace),
  }
}

/** Masks the values of secrets that some findings are about. */
export interface SecretMask {
  /** A finding without these values in any text of it. */
  readonly finding: (finding: Finding) => Finding
  /** Any other text that leaves. */
  readonly text: (text: string) => string
  /** The content of a reviewed file, for excerpts. It keeps its lines. */
  readonly source: (path: string, content: string) => string
}

/**
 * Masks the values of secrets that some findings are about, for every output that others read: the first four characters stay.
 * Other findings in the same file quote the same lines, so they lose the values too.
 */
export function secretMask(findings: readonly Finding[]): SecretMask {
  const secrets = findings.filter(isSecret)
  if (secrets.length === 0) return { finding: (finding) => finding, text: (text) => text, source: (_, content) => content }
  const byPath = new Map<string, Set<string>>()
  const every = new Set<string>()
  const elsewhere = new Set<string>()
  for (const finding of secrets) {
    const values = valuesOf(finding)
    const prose = [finding.title, finding.message, finding.remediation ?? '', ...finding.evidence].map(clipped).join('\n')
    const told = partsIn(prose, values, []).slice(0, MOST_IN_QUOTE)
    for (const value of [...values, ...told]) {
      for (const { path } of finding.locations) byPath.set(path, (byPath.get(path) ?? new Set()).add(value))
      every.add(value)
      // Other files may hold a plain word for reasons of their own.
      if (value.length >= 8 && /[^a-z]/i.test(value)) elsewhere.add(value)
    }
  }
  const replacers = new Map([...byPath].map(([path, values]) => [path, replacerOf(values)]))
  const text = replacerOf([...every].slice(0, MOST_EVERYWHERE))
  const others = replacerOf([...elsewhere].slice(0, MOST_EVERYWHERE))
  const at = (path: string): Replace => {
    const own = replacers.get(path)
    return own ? (each) => others(own(each)) : others
  }
  return {
    text,
    finding: (finding) => {
      const paths = [...new Set(finding.locations.map(({ path }) => path))]
      const shared = paths.map(at).reduce((one, next) => (each) => next(one(each)))
      if (!isSecret(finding)) return withTexts(finding, shared)
      const values = valuesOf(finding)
      // A secret may be told in words alone, where no code was quoted.
      return withTexts(bounded(finding), (each) => {
        const known = shared(each)
        return replacerOf(partsIn(known, values, paths))(known)
      })
    },
    source: (path, content) => {
      const lines = at(path)(content).split('\n')
      for (const { locations } of secrets)
        for (const { path: where, startLine, endLine } of locations) {
          if (where !== path) continue
          const last = Math.min(lines.length, endLine + AROUND, startLine + 20)
          for (let index = Math.max(0, startLine - 1 - AROUND); index < last; index++)
            lines[index] = replacerOf(opaqueTokens(lines[index] ?? '').filter((token) => !token.includes(MASK)))(
              lines[index] ?? '',
            )
        }
      return lines.join('\n')
    },
  }
}

/** A report as others may read it: without the values of the secrets that it found. The local JSON alone keeps them. */
export function withoutSecretValues(report: Report, mask: SecretMask = secretMask(report.findings)): Report {
  return {
    ...report,
    findings: report.findings.map(mask.finding),
    notes: report.notes.map(mask.text),
    coverage: {
      ...report.coverage,
      files: report.coverage.files.map((file) =>
        file.reason === undefined ? file : { ...file, reason: mask.text(file.reason) },
      ),
    },
    attempts: report.attempts.map((attempt) =>
      attempt.failure ? { ...attempt, failure: throughout(attempt.failure, mask.text) } : attempt,
    ),
    extensions: throughout(report.extensions, mask.text),
  }
}
