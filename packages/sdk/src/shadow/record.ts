import { type FileCoverage, type Finding, languageOf } from '@understudy/findings'
import type { RunningAgreement } from '@understudy/findings/compare'
import type { TaskName } from '@understudy/spec'
import { type Memory, recall, remember } from '../drift/memory.ts'
import { suspicionOf } from '../drift/watch.ts'

/** Whose findings were compared, on what. */
export interface ShadowPair {
  readonly task: TaskName
  readonly promptVersion: string
  readonly language: string
  /** Served models. */
  readonly primary: string
  readonly standby: string
}

const PREFIX = 'shadow/v1/'

const keyOf = ({ task, promptVersion, language, primary, standby }: ShadowPair): string =>
  PREFIX + [task, promptVersion, language, primary, standby].map(encodeURIComponent).join('/')

function pairOf(key: string): ShadowPair | null {
  const [task, promptVersion, language, primary, standby] = key.slice(PREFIX.length).split('/').map(decodeURIComponent)
  if (!task || !promptVersion || !language || !primary || !standby) return null
  return { task: task as TaskName, promptVersion, language, primary, standby }
}

/** One side of a comparison: the same files, read by one model. */
export interface ShadowSide {
  readonly findings: readonly Finding[]
  readonly coverage: { readonly files: readonly FileCoverage[] }
}

/** What one comparison came to. */
export interface ShadowCounts {
  readonly files: number
  readonly both: number
  readonly onlyPrimary: number
  readonly onlyStandby: number
}

/** What is known of two models, unless one of them was suspected of having changed since. */
function recordOf(
  memory: Memory,
  key: string,
  { task, promptVersion, primary, standby }: Omit<ShadowPair, 'language'>,
): RunningAgreement | null {
  const record = recall(memory, key) as RunningAgreement | null
  const changed = [primary, standby].map(
    (model) => suspicionOf(memory, { task, promptVersion }, model)?.at ?? Number.NEGATIVE_INFINITY,
  )
  return record && record.since > Math.max(...changed) ? record : null
}

/** Compares what two models said of the same files, and adds it to what is known of the two, language by language. */
export async function recordShadow(
  memory: Memory,
  pair: Omit<ShadowPair, 'language'>,
  [primary, standby]: readonly [ShadowSide, ShadowSide],
  wallTime: number,
): Promise<ShadowCounts> {
  const { addComparison, compare } = await import('@understudy/findings/compare')
  const languages = new Set(primary.coverage.files.map(({ path }) => languageOf(path)))
  let counts: ShadowCounts = { files: 0, both: 0, onlyPrimary: 0, onlyStandby: 0 }
  for (const language of languages) {
    const only = ({ findings, coverage }: ShadowSide): ShadowSide => ({
      findings: findings.filter(({ locations }) => languageOf(locations[0].path) === language),
      coverage: { files: coverage.files.filter(({ path }) => languageOf(path) === language) },
    })
    const comparison = compare(only(primary), only(standby))
    const key = keyOf({ ...pair, language })
    const before = recordOf(memory, key, pair)
    const after = addComparison(before, comparison, wallTime)
    if (after !== before) remember(memory, key, after)
    for (const { inA, inB, matchedA, matchedB } of comparison.files)
      counts = {
        files: counts.files + 1,
        both: counts.both + matchedA,
        onlyPrimary: counts.onlyPrimary + inA - matchedA,
        onlyStandby: counts.onlyStandby + inB - matchedB,
      }
  }
  return counts
}

/** Every pair that was ever compared, with what is known of it. */
export function recordedShadows(memory: Memory): readonly { readonly pair: ShadowPair; readonly record: RunningAgreement }[] {
  return memory.checkpointKeys(PREFIX).flatMap((key) => {
    const pair = pairOf(key)
    const record = pair && recordOf(memory, key, pair)
    return pair && record ? [{ pair, record }] : []
  })
}
