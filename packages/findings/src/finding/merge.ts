import { normaliseCode } from '../fingerprint/statements.ts'
import { severityRank } from '../severity/severity.ts'
import type { Finding, Location } from './finding.ts'

/**
 * Makes one finding of each flaw that was reported several times: over the border of two chunks, by two calls, or
 * twice in one answer. The same fingerprint is the same flaw; so is the same family in the same code on the same line,
 * for pieces that were fingerprinted apart. The result is in a fixed order, whatever the order of the input.
 */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  if (findings.length < 2) return [...findings]
  const sorted = findings.toSorted(inOrder)
  const leaderOf = leaders(sorted.map(keysOf))
  const groups = new Map<number, Finding[]>()
  for (const [index, finding] of sorted.entries()) {
    const leader = leaderOf(index)
    const group = groups.get(leader)
    if (group) group.push(finding)
    else groups.set(leader, [finding])
  }
  return [...groups.values()].map(mergeGroup).toSorted(inOrder)
}

function keysOf({ fingerprint, family, locations: [{ path, anchor }] }: Finding): readonly string[] {
  const code = normaliseCode(anchor.snippet)
  return code === '' ? [fingerprint.v1] : [fingerprint.v1, [path, family, anchor.keyLine, code].join('\0')]
}

/** Groups items that share a key, directly or through others; tells the first item of an item's group. */
function leaders(keys: readonly (readonly string[])[]): (item: number) => number {
  const above = keys.map((_, item) => item)
  const find = (item: number): number => {
    let at = item
    while (above[at] !== at) at = above[at] ?? at
    above[item] = at
    return at
  }
  const first = new Map<string, number>()
  for (const [item, names] of keys.entries()) {
    for (const name of names) {
      const known = find(first.get(name) ?? item)
      const own = find(item)
      above[Math.max(known, own)] = Math.min(known, own)
      if (!first.has(name)) first.set(name, item)
    }
  }
  return find
}

/** The best-told of the group speaks for all; the highest severity counts, and the support says how many agreed. */
function mergeGroup(group: readonly Finding[]): Finding {
  const best = group.reduce((a, b) => (rank(b) > rank(a) ? b : a))
  if (group.length === 1) return best
  const worst = group.reduce((a, b) => (severityRank(b.severity.level) > severityRank(a.severity.level) ? b : a))
  const runs = new Set(group.map(runOf))
  const models = [...new Set(group.flatMap((one) => one.confidence.support?.models ?? [one.provenance.servedModel]))].toSorted()
  const supported = group.reduce((sum, one) => Math.max(sum, one.confidence.support?.runs ?? 0), runs.size)
  return {
    ...best,
    severity: worst.severity,
    confidence: { ...best.confidence, support: { runs: supported, models } },
    locations: [...best.locations, ...otherPlaces(best, group)],
    evidence: [...new Set([...group.flatMap((one) => one.evidence), ...otherWords(best, group)])].slice(0, MOST_EVIDENCE),
  }
}

const MOST_EVIDENCE = 20
const MOST_PLACES = 10

/** Lines of the others that the best one does not cover: two quotes of one flaw are one finding with two places. */
function otherPlaces(best: Finding, group: readonly Finding[]): readonly Location[] {
  const places: Location[] = []
  for (const { locations } of group) {
    const [place] = locations
    const known = [...best.locations, ...places].some(
      ({ path, startLine, endLine }) => path === place.path && startLine <= place.endLine && place.startLine <= endLine,
    )
    if (!known) places.push({ ...place, role: 'related' })
  }
  return places.slice(0, MOST_PLACES)
}

/** What others said of it in other words, so that merging loses nothing. */
function otherWords(best: Finding, group: readonly Finding[]): readonly string[] {
  return group
    .filter((one) => one !== best && one.message !== best.message && one.message !== '')
    .map(({ provenance, title, message }) => `${provenance.servedModel}: ${title}. ${message}`)
}

/** Calls of one review are one run of a model. */
function runOf({ provenance }: Finding): string {
  return [provenance.servedModel, provenance.target, provenance.promptVersion].join('\0')
}

const ANCHOR_RANK = { missing: 0, stated: 1, removed: 2, ambiguous: 3, fuzzy: 4, moved: 5, normalised: 6, exact: 7 } as const

function rank(finding: Finding): number {
  return ANCHOR_RANK[finding.locations[0].anchor.status] + (finding.confidence.value ?? 0)
}

/** By path, line, family, then everything that makes the order total, so that merging does not depend on arrival. */
export function inOrder(a: Finding, b: Finding): number {
  const left = a.locations[0]
  const right = b.locations[0]
  return (
    compareText(left.path, right.path) ||
    left.startLine - right.startLine ||
    compareText(a.family, b.family) ||
    compareText(a.fingerprint.v1, b.fingerprint.v1) ||
    compareText(a.provenance.servedModel, b.provenance.servedModel) ||
    compareText(a.title, b.title) ||
    compareText(a.message, b.message)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
