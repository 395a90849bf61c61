import { DRIFT_START, type DriftObservation, type DriftTest, observeDrift } from '@understudy/findings/compare'
import { labelledReviewer, type ReviewHabits } from '@understudy/outage'
import { FAMILIES, type FlawLabel, type ReviewReply, SEVERITIES } from '@understudy/spec'
import { seededRandom } from '@understudy/spec/virtual'
import { negativeBinomial, type Random } from './random.ts'

type Stream = () => DriftObservation

/** Files of 20 to 800 lines whose counts are negative binomial: many without a finding, a few with many. */
export function countStream(mean: number, dispersion: number, random: Random): Stream {
  return () => {
    const lines = 20 + Math.floor(random() ** 3 * 800)
    const found = negativeBinomial((mean * lines) / 215, dispersion, random)
    const families = Array.from({ length: found }, () => FAMILIES[Math.floor(random() ** 2 * 20)] ?? 'other')
    return { files: [{ lines, families }] }
  }
}

/** One stream: alarms of each test, blocks that the density tests judged, and files. */
export function watchStream(next: Stream, files: number, from = DRIFT_START) {
  let state = from
  const alarms: { readonly test: DriftTest; readonly file: number }[] = []
  let lines = 0
  for (let file = 1; file <= files; file++) {
    const observation = next()
    lines += observation.files?.[0]?.lines ?? 0
    const step = observeDrift(state, observation)
    state = step.state
    for (const { test } of step.alarms) alarms.push({ test, file })
  }
  return { state, alarms, blocks: lines / (state.density.blockLines ?? Number.POSITIVE_INFINITY) }
}

/** Blocks for one false alarm of each density test, over streams of 20,000 files. */
export function blocksForAFalseAlarm(dispersion: number, streams: number): Readonly<Record<'more' | 'fewer', number>> {
  const counts = { more: 0, fewer: 0, blocks: 0 }
  for (let seed = 1; seed <= streams; seed++) {
    const { alarms, blocks } = watchStream(countStream(1.2, dispersion, seededRandom(seed)), 20_000)
    counts.blocks += blocks
    counts.more += alarms.filter(({ test }) => test === 'findings-more').length
    counts.fewer += alarms.filter(({ test }) => test === 'findings-fewer').length
  }
  return { more: counts.blocks / Math.max(1, counts.more), fewer: counts.blocks / Math.max(1, counts.fewer) }
}

/** Share of streams in which a change from `usual` to `changed` findings a file is noticed within `files` files. */
export function powerOfDensity(factor: number, dispersion: number, files: number, streams: number): number {
  let seen = 0
  for (let seed = 1; seed <= streams; seed++) {
    const random = seededRandom(seed)
    const before = watchStream(countStream(1.2, dispersion, random), 1_000)
    const after = watchStream(countStream(1.2 * factor, dispersion, random), files, before.state)
    if (after.alarms.some(({ test }) => test === 'findings-more' || test === 'findings-fewer')) seen++
  }
  return seen / streams
}

/** One simulated reviewer over endless files of labelled flaws. */
function reviewerStream(habits: ReviewHabits, model: string, random: Random): Stream {
  let number = 0
  return () => {
    const path = `file-${number++}.ts`
    const code = Array.from({ length: 60 }, (_, line) => `const value${line} = read(input${line}, "${line}")`)
    const labels = Array.from({ length: negativeBinomial(0.9, 0.5, random) }, (_, index): FlawLabel => {
      const line = 1 + Math.floor(random() * 60)
      return {
        id: `${path}-${index}`,
        path,
        startLine: line,
        endLine: line,
        family: FAMILIES[Math.floor(random() ** 2 * 20)] ?? 'other',
        cwe: 'CWE-20',
        severity: SEVERITIES[1 + Math.floor(random() * 4)] ?? 'medium',
        title: 'x'.repeat(20 + Math.floor(random() * 40)),
        why: 'y'.repeat(40 + Math.floor(random() * 160)),
      }
    })
    const input = [`=== file: ${path} ===`, ...code.map((text, line) => `${line + 1}| ${text}`), '=== end of file ==='].join('\n')
    const write = labelledReviewer({ labels, habits })
    const text = write({ model, input } as Parameters<typeof write>[0])
    const reply = JSON.parse(text as string) as ReviewReply
    return {
      files: [
        {
          lines: 60,
          families: reply.findings.map(({ family }) => family),
          reports: reply.findings.map(({ severity, title, reasoning }) => ({
            severity: SEVERITIES.indexOf(severity),
            characters: title.length + reasoning.length,
          })),
        },
      ],
    }
  }
}

/** Share of streams in which a swap of two simulated reviewers is noticed within 500 files, and by which tests alone. */
export function powerOfSwap(
  first: ReviewHabits,
  second: ReviewHabits,
  streams: number,
): { readonly any: number; readonly severity: number; readonly length: number } {
  const seen = { any: 0, severity: 0, length: 0 }
  for (let seed = 1; seed <= streams; seed++) {
    const random = seededRandom(seed)
    const before = watchStream(reviewerStream(first, 'm', random), 1_000)
    const { alarms } = watchStream(reviewerStream(second, 'm', random), 500, before.state)
    if (alarms.length > 0) seen.any++
    if (alarms.some(({ test }) => test === 'severity-level')) seen.severity++
    if (alarms.some(({ test }) => test === 'text-length')) seen.length++
  }
  return { any: seen.any / streams, severity: seen.severity / streams, length: seen.length / streams }
}

/** Files with findings for one false alarm of the two tests of how a model reports. */
export function filesForAFalseVoiceAlarm(habits: ReviewHabits, streams: number, files: number): number {
  let [alarmed, withFindings] = [0, 0]
  for (let seed = 1; seed <= streams; seed++) {
    const next = reviewerStream(habits, 'm', seededRandom(seed))
    const counted: Stream = () => {
      const observation = next()
      if ((observation.files?.[0]?.families.length ?? 0) > 0) withFindings++
      return observation
    }
    const { alarms } = watchStream(counted, files)
    alarmed += alarms.filter(({ test }) => test === 'severity-level' || test === 'text-length').length
  }
  return withFindings / Math.max(1, alarmed)
}
