import type { RunningAgreement, RunningFigures } from '@understudy/findings/compare'
import type { Profile } from '@understudy/findings/qualify'
import type { Memory } from '../drift/memory.ts'
import { recordedShadows, type ShadowPair } from './record.ts'

/** How far a standby's findings agree with a primary's on the code under review, from shadow runs. */
export interface ShadowAgreement extends ShadowPair {
  /** Epoch milliseconds of the first and the latest run. */
  readonly since: number
  readonly updatedAt: number
  /** The primary is side A: recall is the share of its findings that the standby has too. */
  readonly agreement: RunningFigures
  /** Whether the standby is as near to the primary as the primary is to itself, within `delta`. */
  readonly verdict: 'equivalent' | 'worse' | 'unknown'
  readonly reason: string
}

export interface AgreementQuestion {
  readonly memory: Memory
  /** For how far a primary agrees with itself. */
  readonly profiles: readonly Profile[]
  readonly delta?: number | undefined
}

/** What every shadow run so far amounts to, per pair of served models, task, prompt and language. */
export async function shadowAgreements(question: AgreementQuestion): Promise<readonly ShadowAgreement[]> {
  const recorded = recordedShadows(question.memory)
  return Promise.all(recorded.map(async ({ pair, record }) => ({ ...pair, ...(await judged(pair, [record], question)) })))
}

/** The same of one primary and one standby on one task, all languages together; null when they were never compared. */
export async function pooledAgreement(
  wanted: Omit<ShadowPair, 'language'>,
  question: AgreementQuestion,
): Promise<Omit<ShadowAgreement, keyof ShadowPair> | null> {
  const records = recordedShadows(question.memory)
    .filter(
      ({ pair }) =>
        pair.task === wanted.task &&
        pair.promptVersion === wanted.promptVersion &&
        pair.primary === wanted.primary &&
        pair.standby === wanted.standby,
    )
    .map(({ record }) => record)
  return records.length === 0 ? null : judged(wanted, records, question)
}

async function judged(
  { task, promptVersion, primary }: Omit<ShadowPair, 'language'>,
  records: readonly RunningAgreement[],
  { profiles, delta }: AgreementQuestion,
): Promise<Omit<ShadowAgreement, keyof ShadowPair>> {
  const [{ agreementVerdict, runningFigures }, { findProfile }] = await Promise.all([
    import('@understudy/findings/compare'),
    import('@understudy/findings/qualify'),
  ])
  const agreement = runningFigures(records)
  const profile = findProfile(profiles, { servedModel: primary, task, promptVersion })
  return {
    since: Math.min(...records.map(({ since }) => since)),
    updatedAt: Math.max(...records.map(({ updatedAt }) => updatedAt)),
    agreement,
    ...agreementVerdict(agreement.f1, profile?.repeatability.f1, delta),
  }
}
