import type { Finding, Location } from '../../finding/finding.ts'
import { visible, visibleLine, wellFormed } from '../../encode/control.ts'
import { lineHashes } from '../../fingerprint/line-hash.ts'
import { carryMark, carrySentence } from '../../carry/mark.ts'
import { isOutsideChange, OUTSIDE_CHANGE_SENTENCE } from '../../finding/outside-change.ts'
import { splitLines } from '../../anchor/normalise.ts'
import { type RuleGrain, ruleIdOf, SARIF_LEVEL } from './rules.ts'
import type { SarifLocation, SarifResult } from './types.ts'

/** Content by path, for GitHub's line hash and for columns. */
export type Sources = ReadonlyMap<string, string>

/** GitHub shows 100 locations of a result and refuses more than 1,000. */
const MOST_RELATED = 99

export function sarifResults(
  findings: readonly Finding[],
  ruleIndex: ReadonlyMap<string, number>,
  grain: RuleGrain,
  sources: Sources = new Map(),
  /** Where each stands in its report, so that reading the file back finds the order again. */
  places: ReadonlyMap<Finding, number> = new Map(),
  brief = false,
): SarifResult[] {
  // A file with a thousand findings is split and hashed once.
  const lines = perFile(sources, splitLines)
  const hashes = perFile(sources, lineHashes)
  return findings.map((finding) => {
    const [main, ...others] = finding.locations
    const ruleId = ruleIdOf(finding, grain)
    const hash = hashes(main.path)?.[main.anchor.keyLine - 1]
    return {
      ruleId,
      ruleIndex: ruleIndex.get(ruleId) ?? 0,
      level: SARIF_LEVEL[finding.severity.level],
      message: { text: messageText(finding) },
      locations: [sarifLocation(main, lines(main.path))],
      ...(others.length > 0 && {
        relatedLocations: others.slice(0, MOST_RELATED).map((other) => ({
          ...sarifLocation(other, lines(other.path)),
          message: { text: other.role },
        })),
      }),
      // GitHub reads the first; the second is ours and holds where its does not: under moved and reformatted code.
      partialFingerprints: { ...(hash && { primaryLocationLineHash: hash }), 'understudy/v1': finding.fingerprint.v1 },
      ...(finding.confidence.value !== null && { rank: Math.round(finding.confidence.value * 1000) / 10 }),
      // The whole finding, so that reading the file back loses nothing.
      properties: brief ? {} : { understudy: finding, ...(places.has(finding) && { place: places.get(finding) }) },
    }
  })
}

/** The first sentence stands alone where room is narrow. */
function messageText(finding: Finding): string {
  const title = visibleLine(finding.title).replace(/[.!?]*$/, '')
  const text = finding.message === '' ? `${title}.` : `${title}. ${finding.message}`
  const mark = carryMark(finding)
  return plainMessage(
    [text, ...(isOutsideChange(finding) ? [OUTSIDE_CHANGE_SENTENCE] : []), ...(mark ? [carrySentence(mark)] : [])].join(' '),
  )
}

/** In SARIF's plain messages `[` starts a link and `{` a placeholder; both are escaped. */
export function plainMessage(text: string): string {
  return visible(text)
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/[{}]/g, '$&$&')
}

/** Reads each file at most once, and only when asked. */
function perFile(
  sources: Sources,
  read: (content: string) => readonly string[],
): (path: string) => readonly string[] | undefined {
  const known = new Map<string, readonly string[]>()
  return (path) => {
    const content = sources.get(path)
    if (content === undefined) return undefined
    const made = known.get(path) ?? read(content)
    known.set(path, made)
    return made
  }
}

function sarifLocation(location: Location, lines: readonly string[] | undefined): SarifLocation {
  const startLine = location.anchor.keyLine
  const endLine = Math.max(startLine, location.endLine)
  const last = lines ? lines[endLine - 1] : splitLines(location.anchor.snippet).at(-1)
  return {
    physicalLocation: {
      artifactLocation: { uri: pathUri(location.path), uriBaseId: '%SRCROOT%' },
      region: {
        startLine,
        startColumn: 1,
        endLine,
        endColumn: Math.max(2, (last?.length ?? 0) + 1),
        ...(location.anchor.snippet !== '' && { snippet: { text: wellFormed(location.anchor.snippet) } }),
      },
    },
  }
}

/** A relative path as a URI reference: a blank, `#` or `?` in a file name must not end it, nor a colon make a scheme. */
export function pathUri(path: string): string {
  return wellFormed(path).split('/').map(encodeURIComponent).join('/')
}
