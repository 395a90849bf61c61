import type { Finding, Location } from '../../finding/finding.ts'
import { visible, visibleLine, wellFormed } from '../../encode/control.ts'
import { lineHashes } from '../../fingerprint/line-hash.ts'
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
  sources: Sources | undefined,
): SarifResult[] {
  const hashes = new Map<string, readonly string[]>()
  const hashAt = (path: string, line: number): string | undefined => {
    const content = sources?.get(path)
    if (content === undefined) return undefined
    const known = hashes.get(path) ?? lineHashes(content)
    hashes.set(path, known)
    return known[line - 1]
  }
  return findings.map((finding) => {
    const [main, ...others] = finding.locations
    const ruleId = ruleIdOf(finding, grain)
    const hash = hashAt(main.path, main.anchor.keyLine)
    return {
      ruleId,
      ruleIndex: ruleIndex.get(ruleId) ?? 0,
      level: SARIF_LEVEL[finding.severity.level],
      message: { text: messageText(finding) },
      locations: [sarifLocation(main, sources)],
      ...(others.length > 0 && {
        relatedLocations: others.slice(0, MOST_RELATED).map((other) => ({
          ...sarifLocation(other, sources),
          message: { text: other.role },
        })),
      }),
      // GitHub reads the first; the second is ours and holds where its does not: under moved and reformatted code.
      partialFingerprints: { ...(hash && { primaryLocationLineHash: hash }), 'understudy/v1': finding.fingerprint.v1 },
      ...(finding.confidence.value !== null && { rank: Math.round(finding.confidence.value * 1000) / 10 }),
      // The whole finding, so that reading the file back loses nothing.
      properties: { understudy: finding },
    }
  })
}

/** The first sentence stands alone where room is narrow. */
function messageText(finding: Finding): string {
  const title = visibleLine(finding.title).replace(/[.!?]*$/, '')
  return plainMessage(finding.message === '' ? `${title}.` : `${title}. ${finding.message}`)
}

/** In SARIF's plain messages `[` starts a link and `{` a placeholder; both are escaped. */
export function plainMessage(text: string): string {
  return visible(text)
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/[{}]/g, '$&$&')
}

function sarifLocation(location: Location, sources: Sources | undefined): SarifLocation {
  const startLine = location.anchor.keyLine
  const endLine = Math.max(startLine, location.endLine)
  const content = sources?.get(location.path)
  const last = content === undefined ? splitLines(location.anchor.snippet).at(-1) : splitLines(content)[endLine - 1]
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
