import {
  channelPlace,
  type FailureKind,
  type FailureScope,
  isoTime,
  ModelFailure,
  type Verdict,
  type WithdrawalReason,
} from '@understudy/spec'
import type { Keyed } from '../bar/scope-key.ts'
import type { ChannelMemory, ModelMemory } from './model-memory.ts'
import { speaksOfAMoment } from './moment.ts'

/**
 * How firmly a failure takes its target away.
 * - `sticky`: until probes or an operator lift it.
 * - `provisional`: as sticky, but the vendor did not say so in words, so it is checked off the hot path and may be refuted.
 * - `ambiguous`: it may speak of this request alone; a synthetic probe finds out, and nothing is remembered against it until then.
 * - `guess`: nobody knows; the circuit keeps it out for a cooldown, but nothing is remembered against it.
 * - `none`: it says nothing of the kind.
 */
export type Firmness = 'sticky' | 'provisional' | 'ambiguous' | 'guess' | 'none'

/** What a failure means for its target once memory was asked. */
export interface Judgement {
  /** The failure with its final kind, scope, reason and sentence. */
  readonly failure: ModelFailure
  readonly firmness: Firmness
  /** True when a second credential saw the same: the model is gone on every channel of its vendor. */
  readonly everywhere: boolean
}

/** A channel that served this recently is proof that the model itself is not gone. */
export const FRESH_MS = 10 * 60_000

/** What failed: a caller's own request, or the same question asked again, in which no caller's request can be at fault. */
export type FailedAsk = 'request' | 'asked-again'

/**
 * Settles what the wire alone could not: the same 404 is a withdrawal, a lost permission or a mistyped id. A false alarm
 * costs a good model, a miss costs a failed call each time, so each claim needs its own evidence:
 * gone for all (no channel served lately), for this credential (another one did), in this region (this credential, or any, did elsewhere).
 */
export function judgeWithdrawal(
  failure: ModelFailure,
  target: Keyed,
  memory: ModelMemory,
  wallTime: number,
  asked: FailedAsk = 'request',
): Judgement {
  const { kind, explicit } = failure.verdict
  if (TAKES_AWAY.has(kind) && speaksOfAMoment(failure, target.model)) return passing(failure)
  if (kind === 'region-blocked') return { failure, firmness: explicit === false ? 'guess' : 'sticky', everywhere: false }
  if (kind !== 'withdrawn' && kind !== 'not-permitted') return { failure, firmness: 'none', everywhere: false }
  if (explicit === false && memory.servedAt === null) return neverServed(failure)
  if (explicit === false && asked === 'request') return ambiguous(failure, memory)
  if (kind === 'not-permitted' && explicit !== false) return { failure, firmness: 'sticky', everywhere: false }
  const judged = gone(failure, target, memory, wallTime)
  const everywhere =
    judged.reason !== 'withdrawn-for-credential' && judged.reason !== 'withdrawn-in-region' && agreed(target, memory, wallTime)
  return {
    failure: retold(failure, { ...judged, sentence: sentenceOf(failure, judged.reason, memory, everywhere) }, memory),
    firmness: explicit === false ? 'provisional' : 'sticky',
    everywhere,
  }
}

const TAKES_AWAY: ReadonlySet<FailureKind> = new Set(['withdrawn', 'not-permitted', 'region-blocked'])

/** The words say that it is gone, and that it will be back: it rests like an overloaded one. */
function passing(failure: ModelFailure): Judgement {
  const { reason: _, scope: __, explicit: ___, ...verdict } = failure.verdict
  const sentence = `${failure.target} cannot be had at the moment. It said: ${vendorsWords(failure)}`
  return { failure: told(failure, 'overloaded', sentence, verdict), firmness: 'none', everywhere: false }
}

function ambiguous(failure: ModelFailure, { servedAt }: ModelMemory): Judgement {
  const lastServedAt = isoTime(servedAt ?? 0)
  const sentence = `${failure.target} turned this request away, though it served this credential until ${lastServedAt}. It said: ${vendorsWords(failure)}`
  const { verdict } = failure
  const evidence = { ...verdict.evidence, lastServedAt }
  const details = { ...verdict, scope: 'credential-model', evidence } as const
  return { failure: told(failure, 'not-permitted', sentence, details), firmness: 'ambiguous', everywhere: false }
}

interface Judged {
  readonly reason: WithdrawalReason
  readonly scope: FailureScope
}

function neverServed(failure: ModelFailure): Judgement {
  const reason = failure.verdict.reason === 'no-access' ? 'no-access' : 'unknown-model'
  const sentence =
    reason === 'no-access'
      ? `${failure.target} may not be used with this credential and never served it: check that the key has access to the model.`
      : `${failure.target} is not found and never served this credential: check the model id, the base URL, and that the key may use the model.`
  const details = { ...failure.verdict, scope: 'credential-model', reason } as const
  const said = `${sentence} It said: ${vendorsWords(failure)}`
  return { failure: told(failure, 'not-permitted', said, details), firmness: 'guess', everywhere: false }
}

/** Longest that a vendor's words are repeated; those of our own adapters are shorter and were cleaned. */
const WORDS = 300

/** What the vendor said, or what its adapter made of it. */
function vendorsWords(failure: ModelFailure): string {
  const words = (failure.verdict.evidence.message ?? failure.message).slice(0, WORDS)
  return /[.!?]$/.test(words) ? words : `${words}.`
}

function gone(failure: ModelFailure, target: Keyed, memory: ModelMemory, wallTime: number): Judged {
  const said = failure.verdict.reason
  // The vendor's own word on who is meant, or on a retirement, needs no guess of ours.
  if (said === 'withdrawn-for-credential') return { reason: said, scope: 'credential-model' }
  if (said === 'withdrawn-in-region' || said === 'retired') return { reason: said, scope: 'model' }
  // "No access", said to one that had it, speaks of the credential.
  if (said === 'no-access') return { reason: 'withdrawn-for-credential', scope: 'credential-model' }
  const place = channelPlace(target.channel)
  const serving = memory.channels.filter((channel) => fresh(channel, wallTime))
  if (serving.some((channel) => channel.place === place)) return { reason: 'withdrawn-for-credential', scope: 'model' }
  if (serving.length > 0) return { reason: 'withdrawn-in-region', scope: 'model' }
  return { reason: 'withdrawn', scope: 'model' }
}

function fresh(channel: ChannelMemory, wallTime: number): boolean {
  return channel.servedAt !== null && !channel.sawItGone && wallTime - channel.servedAt <= FRESH_MS
}

/** A second credential saw it gone too, and none was served lately: one credential twice could still be that one's trouble. */
function agreed(target: Keyed, memory: ModelMemory, wallTime: number): boolean {
  const witness = memory.channels.some(({ sawItGone, credential }) => sawItGone && credential !== target.channel.credential)
  return witness && !memory.channels.some((channel) => fresh(channel, wallTime))
}

const WHERE: Partial<Record<WithdrawalReason, string>> = {
  withdrawn: 'was withdrawn',
  retired: 'was retired',
  'withdrawn-for-credential': 'was withdrawn for this credential',
  'withdrawn-in-region': 'was withdrawn in this region',
}

function sentenceOf(failure: ModelFailure, reason: WithdrawalReason, memory: ModelMemory, everywhere: boolean): string {
  const { explicit, retiredAt } = failure.verdict
  const what = `${failure.target} ${WHERE[reason] ?? 'was withdrawn'}${reason === 'retired' && retiredAt ? ` on ${retiredAt}` : ''}`
  const agreed = everywhere ? ' A second credential saw the same, so no channel of it is asked.' : ''
  if (explicit !== false) return everywhere ? `${what}. ${failure.message}${agreed}` : failure.message
  const served =
    memory.servedAt === null
      ? ''
      : `: it served this credential until ${isoTime(memory.servedAt)}, and failed twice since, once when asked again`
  return `${what}${served}. It said: ${vendorsWords(failure)}${agreed}`
}

function retold(failure: ModelFailure, judged: Judged & { readonly sentence: string }, memory: ModelMemory): ModelFailure {
  const { verdict } = failure
  const { servedAt } = memory
  const evidence = { ...verdict.evidence, ...(servedAt !== null && { lastServedAt: isoTime(servedAt) }) }
  return told(failure, 'withdrawn', judged.sentence, { ...verdict, reason: judged.reason, scope: judged.scope, evidence })
}

/** The same failure in other words, with what it cost. */
function told(failure: ModelFailure, kind: FailureKind, sentence: string, verdict: Partial<Omit<Verdict, 'kind'>>): ModelFailure {
  const { usage, servedModel } = failure
  const cost = { ...(usage && { usage }), ...(servedModel !== undefined && { servedModel }) }
  return new ModelFailure(failure.target, kind, sentence, { ...verdict, ...cost, cause: failure })
}
