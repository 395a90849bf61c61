import { type Finding, importFindings, toFinding } from '@understudy/findings'
import { matchFindings } from '@understudy/findings/compare'
import type { Family, FlawLabel, SourceFile } from '@understudy/spec'
import { seededRandom } from '@understudy/spec/virtual'
import { coreLine, pick } from './distort.ts'
import { NAMES, NEIGHBOUR_FAMILIES, TITLES } from './field-words.ts'
import { type Labelled, PROVENANCE } from './measure.ts'

/** How far a second report is from a first one; shares from 0 to 1, after thousands of published runs on real programs. */
export interface Distance {
  /** Ranges of more than three lines: 24 % of real findings state one. */
  readonly wide: number
  /** Stated lines that are off by one to three, and by four to ten. */
  readonly near: number
  readonly far: number
  /** One flaw told as two, on neighbouring lines. */
  readonly twice: number
  /** A family that people take for the label's. */
  readonly neighbour: number
  /** No family of ours: the name of a rule of a public tool, and no quote. */
  readonly foreign: number
  /** Nothing quoted. */
  readonly unquoted: number
  readonly missed: number
}

export const DISTANCES = {
  'same configuration': {
    wide: 0.24,
    near: 0.1,
    far: 0.02,
    twice: 0.04,
    neighbour: 0.02,
    foreign: 0,
    unquoted: 0.1,
    missed: 0.15,
  },
  'same vendor': { wide: 0.24, near: 0.15, far: 0.03, twice: 0.06, neighbour: 0.05, foreign: 0, unquoted: 0.2, missed: 0.2 },
  'other vendor': { wide: 0.24, near: 0.18, far: 0.04, twice: 0.08, neighbour: 0.08, foreign: 0.3, unquoted: 0.3, missed: 0.25 },
} as const satisfies Record<string, Distance>

interface Told {
  readonly finding: Finding
  /** The label that is meant. */
  readonly id: string
}

/** What one reviewer would report of a file, as findings. */
async function report(file: SourceFile, labels: readonly FlawLabel[], distance: Distance, random: () => number): Promise<Told[]> {
  const lines = file.content.split('\n')
  const told: Told[] = []
  for (const label of labels) {
    if (random() < distance.missed) continue
    for (let time = random() < distance.twice ? 2 : 1; time > 0; time--)
      told.push({ finding: await tell(file, lines, label, distance, random), id: label.id })
  }
  return told
}

async function tell(
  file: SourceFile,
  lines: readonly string[],
  label: FlawLabel,
  distance: Distance,
  random: () => number,
): Promise<Finding> {
  const core = coreLine(label, lines)
  const [from, to] = rangeOf(core, lines.length, distance, random)
  const family: Family =
    random() < distance.neighbour ? pick(NEIGHBOUR_FAMILIES[label.family] ?? [label.family], random) : label.family
  const title = pick(TITLES, random)
  if (random() < distance.foreign) {
    const rule = pick(NAMES.get(label.family) ?? [label.family], random)
    const entry = { file: file.path, line: from, end_line: to, rule, title, message: title, severity: label.severity }
    const { findings } = await importFindings(JSON.stringify([entry]), { sources: new Map([[file.path, file.content]]) })
    return findings[0] as Finding
  }
  const quoted = random() >= distance.unquoted
  const shift = quoted ? 0 : shiftOf(distance, random)
  const start = Math.min(lines.length, Math.max(1, from + shift))
  const flaw = {
    path: file.path,
    snippet: quoted ? lines.slice(from - 1, to).join('\n') : '',
    startLine: start,
    endLine: Math.min(lines.length, start + to - from),
    reasoning: 'Input from outside reaches this place.',
    family,
    cwe: null,
    title,
    severity: label.severity,
    confidence: 0.8,
    cvss: null,
    remediation: null,
  }
  return toFinding(flaw, file, PROVENANCE)
}

/** The line of the flaw; one more on either side now and then; or a wide range that holds it, to the end of its function at most. */
function rangeOf(core: number, last: number, distance: Distance, random: () => number): [number, number] {
  if (random() >= distance.wide) {
    const more = (): number => (random() < 0.2 ? 1 : 0)
    return [Math.max(1, core - more()), Math.min(last, core + more())]
  }
  return [Math.max(1, core - 1 - Math.floor(random() * 5)), Math.min(last, core + 1 + Math.floor(random() * 5))]
}

function shiftOf(distance: Distance, random: () => number): number {
  const draw = random()
  const sign = random() < 0.5 ? -1 : 1
  if (draw < distance.far) return sign * (4 + Math.floor(random() * 7))
  return draw < distance.far + distance.near ? sign * (1 + Math.floor(random() * 3)) : 0
}

export interface FieldFigures {
  readonly recall: number
  readonly precision: number
  /** Of matched pairs that mean the same flaw in the same family, those with one fingerprint. */
  readonly sameFingerprint: number
  readonly pairs: number
}

/** Half of the files, by their names: rules of the matcher may be made on one half and are held to the other. */
export function half({ files, labels }: Labelled, held: boolean): Labelled {
  const chosen = files.filter(({ path }) => (hash(path) % 2 === 0) === held)
  const paths = new Set(chosen.map(({ path }) => path))
  return { files: chosen, labels: labels.filter(({ path }) => paths.has(path)) }
}

/** What the matcher makes of two reports at a distance, over many seeds. */
export async function measureField({ files, labels }: Labelled, distance: Distance, seeds: number): Promise<FieldFigures> {
  const counts = { pairs: 0, right: 0, common: 0, found: 0, comparable: 0, same: 0 }
  const base = DISTANCES['same configuration']
  for (let seed = 1; seed <= seeds; seed++)
    for (const file of files) {
      const own = labels.filter(({ path }) => path === file.path)
      const first = await report(file, own, base, seededRandom(seed * 7919 + hash(file.path)))
      const second = await report(file, own, distance, seededRandom(seed * 104_729 + hash(file.path) + 1))
      const meaning = new Map([...first, ...second].map(({ finding, id }) => [finding, id]))
      const { pairs, merged } = matchFindings(
        first.map(({ finding }) => finding),
        second.map(({ finding }) => finding),
      )
      const links = [...pairs.map(({ a, b }) => [a, b] as const), ...merged.map(({ whole, part }) => [whole, part] as const)]
      const linked = new Set<string>()
      for (const [a, b] of links) {
        counts.pairs++
        const id = meaning.get(a)
        if (id !== meaning.get(b)) continue
        counts.right++
        if (id !== undefined) linked.add(id)
      }
      for (const { a, b } of pairs)
        if (meaning.get(a) === meaning.get(b) && a.family === b.family) {
          counts.comparable++
          if (a.fingerprint.v1 === b.fingerprint.v1) counts.same++
        }
      const common = new Set(first.map(({ id }) => id).filter((id) => second.some((other) => other.id === id)))
      counts.common += common.size
      for (const id of common) if (linked.has(id)) counts.found++
    }
  return {
    recall: counts.found / counts.common,
    precision: counts.right / counts.pairs,
    sameFingerprint: counts.same / counts.comparable,
    pairs: counts.pairs,
  }
}

function hash(text: string): number {
  let value = 7
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return value
}
