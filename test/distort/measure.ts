import { type Finding, parseReview, type Provenance, severityRank, toFinding } from '@understudy/findings'
import { calibratedRank, learnSeverityScale, matchFindings, type Pair } from '@understudy/findings/compare'
import type { FlawLabel, ReviewReply, SourceFile } from '@understudy/spec'
import { seededRandom } from '@understudy/spec/virtual'
import { distort, type Told } from './distort.ts'
import { type Habits, MEASURED, PRIMARY } from './habits.ts'

/** Labelled code that the harness distorts. */
export interface Labelled {
  readonly files: readonly SourceFile[]
  readonly labels: readonly FlawLabel[]
}

export interface Recovered {
  readonly precision: number
  readonly recall: number
  readonly sameFingerprint: number
  /** Mean absolute severity shift that is left after calibration on 100 pairs, and before. */
  readonly shiftLeft: number
  readonly shiftBefore: number
  readonly pairs: number
  /** Malformed answers that the parser let through. */
  readonly acceptedMalformed: number
}

/** One finding and the labels it meant. */
interface Meant {
  readonly finding: Finding
  readonly meant: readonly string[]
}

export const PROVENANCE: Provenance = {
  requestedModel: 'm',
  servedModel: 'm',
  provider: 'v',
  target: 'v/m',
  promptVersion: '1',
  schemaVersion: 1,
  attempt: 1,
  degraded: false,
  task: 'review.files',
}

/** The whole way of an answer: text, strict parse, anchors, fingerprints. */
function recover(file: SourceFile, told: readonly Told[]): Meant[] {
  const reply: ReviewReply = {
    findings: told.map(({ flaw }) => flaw),
    files: [{ path: file.path, verdict: told.length > 0 ? 'findings' : 'clean', note: null }],
    end: 'end-of-review',
  }
  const parsed = parseReview(JSON.stringify(reply), { paths: [file.path] })
  if (!parsed.ok) throw new Error(`A well-formed answer was refused: ${JSON.stringify(parsed.problems)}`)
  return parsed.flaws.map((flaw, index) => ({ finding: toFinding(flaw, file, PROVENANCE), meant: told[index]?.meant ?? [] }))
}

const MALFORMED: readonly ((text: string) => string)[] = [
  (text) => text.slice(0, Math.floor(text.length * 0.7)),
  (text) => `Here is the review:\n${text}`,
  (text) => `\`\`\`json\n${text}\n\`\`\`\nThat is all I had time for.`,
  (text) => text.replace('{"findings":', '{"findings":[],"findings":'),
  (text) => text.replace('"end":"end-of-review"', '"end":"done"'),
]

/** Counts what is recovered over many seeded reviews of the same code by two models. */
export function measure(
  { files, labels }: Labelled,
  seeds: number,
  [first, second]: readonly [Habits, Habits] = [PRIMARY, MEASURED],
): Recovered {
  const counts = { right: 0, matched: 0, common: 0, recovered: 0, same: 0, comparable: 0, accepted: 0 }
  const pairs: Pair[] = []
  for (let seed = 1; seed <= seeds; seed++)
    for (const file of files) {
      const own = labels.filter(({ path }) => path === file.path)
      const [a, b] = [first, second].map((habits, side) =>
        recover(file, distort(file, own, habits, seededRandom(seed * 7919 + side * 104_729 + hash(file.path)))),
      ) as [Meant[], Meant[]]
      const meaning = new Map([...a, ...b].map(({ finding, meant }) => [finding, meant]))
      const matching = matchFindings(
        a.map(({ finding }) => finding),
        b.map(({ finding }) => finding),
      )
      pairs.push(...matching.pairs)
      const links = [
        ...matching.pairs.map(({ a: x, b: y }) => [x, y] as const),
        ...matching.merged.map(({ whole, part }) => [whole, part] as const),
      ]
      tally(counts, links, meaning, a, b)
      const text = JSON.stringify({
        findings: [],
        files: [{ path: file.path, verdict: 'clean', note: null }],
        end: 'end-of-review',
      })
      for (const spoil of MALFORMED) if (parseReview(spoil(text), { paths: [file.path] }).ok) counts.accepted++
    }
  return {
    precision: counts.right / counts.matched,
    recall: counts.recovered / counts.common,
    sameFingerprint: counts.same / counts.comparable,
    ...shifts(pairs),
    pairs: pairs.length,
    acceptedMalformed: counts.accepted,
  }
}

function tally(
  counts: Record<string, number>,
  links: readonly (readonly [Finding, Finding])[],
  meaning: ReadonlyMap<Finding, readonly string[]>,
  a: readonly Meant[],
  b: readonly Meant[],
): void {
  const add = (name: string, count = 1): void => void (counts[name] = (counts[name] ?? 0) + count)
  const linked = new Set<string>()
  for (const [x, y] of links) {
    const shared = (meaning.get(x) ?? []).filter((id) => meaning.get(y)?.includes(id))
    const [inventedX, inventedY] = [meaning.get(x)?.length === 0, meaning.get(y)?.length === 0]
    // Two inventions at one place agree, rightly or wrongly; they say nothing about matching.
    if (inventedX && inventedY) continue
    add('matched')
    if (shared.length > 0) add('right')
    for (const id of shared) linked.add(id)
  }
  const ids = (side: readonly Meant[]): Set<string> => new Set(side.flatMap(({ meant }) => meant))
  const common = [...ids(a)].filter((id) => ids(b).has(id))
  add('common', common.length)
  add('recovered', common.filter((id) => linked.has(id)).length)
  for (const id of common) {
    const [x, y] = [a, b].map((side) => side.find(({ meant }) => meant[0] === id)?.finding)
    // A flaw told under another's name, or as another family, is another finding by design.
    if (!x || !y || x.family !== y.family) continue
    add('comparable')
    if (x.fingerprint.v1 === y.fingerprint.v1) add('same')
  }
}

const LEARN = 100

/** Learns on the first hundred pairs, measures on the rest, over and over. */
function shifts(pairs: readonly Pair[]): Pick<Recovered, 'shiftLeft' | 'shiftBefore'> {
  const mean = (list: readonly Pair[], rankOf: (pair: Pair) => number): number =>
    list.reduce((sum, pair) => sum + rankOf(pair) - severityRank(pair.a.severity.level), 0) / list.length
  const lefts: number[] = []
  for (let from = 0; from + LEARN <= pairs.length; from += LEARN) {
    const scale = learnSeverityScale(pairs.slice(from, from + LEARN), { servedModel: 'b', baseline: 'a' })
    const rest = [...pairs.slice(0, from), ...pairs.slice(from + LEARN)]
    if (scale && rest.length >= LEARN) lefts.push(Math.abs(mean(rest, ({ b }) => calibratedRank(b, scale))))
  }
  return {
    shiftBefore: mean(pairs, ({ b }) => severityRank(b.severity.level)),
    shiftLeft: lefts.reduce((sum, left) => sum + left, 0) / lefts.length,
  }
}

function hash(text: string): number {
  let value = 0
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return value
}
