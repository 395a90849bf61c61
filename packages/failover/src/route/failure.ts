import { hasCode, ModelFailure, type ModelReply, UnderstudyError } from '@understudy/spec'
import type { Target } from './target.ts'

/** Why an attempt was cut off by the engine. */
export type Cut = 'caller' | 'closed' | 'attempt-time' | 'execution-time' | 'lease' | 'hedge-lost' | 'stalled' | 'silent'

/** A failure that this side decided, in the vendor-free words of the failure table. */
export function failureOfCut(cut: Cut, target: Target, ms: number, reason?: unknown): ModelFailure {
  const seconds = `${(ms / 1_000).toFixed(1)} s`
  switch (cut) {
    case 'caller':
      return new ModelFailure(target.id, 'cancelled', callerSentence(target, seconds, reason))
    case 'closed':
      return new ModelFailure(target.id, 'cancelled', `The route was closed during the call to ${target.id}.`)
    case 'hedge-lost':
      return new ModelFailure(target.id, 'cancelled', `Another target answered before ${target.id}.`)
    case 'stalled':
      return new ModelFailure(
        target.id,
        'cancelled',
        `${target.id} had not answered after ${seconds}; another target was asked beside it and answered first.`,
      )
    case 'lease':
      return new ModelFailure(target.id, 'timeout', `A probe of ${target.id} did not answer within its lease of ${seconds}.`)
    case 'silent':
      return new ModelFailure(
        target.id,
        'timeout',
        `${target.id} gave no sign of life on any call in flight; this one was moved on after ${seconds}.`,
      )
    case 'attempt-time':
      return new ModelFailure(target.id, 'timeout', `${target.id} did not answer within ${seconds}.`)
    case 'execution-time':
      return new ModelFailure(target.id, 'timeout', `The deadline passed while ${target.id} was answering (${seconds}).`)
  }
}

/** A caller that ran out of time has not changed its mind. */
function callerSentence({ id }: Target, seconds: string, reason: unknown): string {
  const late = hasCode(reason, 'deadline-exceeded') || (reason instanceof Error && reason.name === 'TimeoutError')
  return late
    ? `The time that the caller gave was over while ${id} was answering (${seconds}).`
    : `The caller cancelled the call to ${id}.`
}

/** Anything an adapter threw, as a failure. What breaks the contract says only its own name: its message may hold anything. */
export function failureOfThrown(thrown: unknown, target: Target): ModelFailure {
  if (thrown instanceof ModelFailure) return thrown
  if (isForeignFailure(thrown)) {
    const { kind, ...details } = thrown.verdict
    return new ModelFailure(target.id, kind, thrown.message, details)
  }
  // The last door stayed shut, or there was nothing to send with: it says nothing about the target.
  if (hasCode(thrown, 'not-permitted-by-policy'))
    return new ModelFailure(target.id, 'invalid-request', thrown.message, { cause: thrown })
  if (hasCode(thrown, 'missing-peer')) return new ModelFailure(target.id, 'invalid-request', thrown.message, { cause: thrown })
  if (thrown instanceof UnderstudyError) return new ModelFailure(target.id, 'provider-error', thrown.message, { cause: thrown })
  const name = thrown instanceof Error ? thrown.name : typeof thrown
  return new ModelFailure(target.id, 'provider-error', `The adapter of ${target.id} failed in an unexpected way (${name}).`, {
    cause: thrown,
  })
}

/** Whether a failure came before anything left this process: it then says nothing about the vendor, and disclosed nothing. */
export function nothingWasSent({ cause }: ModelFailure): boolean {
  return hasCode(cause, 'missing-peer') || hasCode(cause, 'not-permitted-by-policy')
}

/** A failure made by a second copy of the contract's package. */
function isForeignFailure(thrown: unknown): thrown is ModelFailure {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'model-failure' && 'verdict' in thrown
}

/** Who answered, and what to do where that is the same model under another name. */
function substitution({ id, adapter }: Target, { servedModel }: ModelReply): string {
  const azure = /\.azure\.com(?:[:/]|$)/.test(adapter.channel.endpoint)
  const hint = azure
    ? 'An Azure deployment answers under its model’s name: list that in servedModels.'
    : 'If that is the same model under another name, list it in servedModels.'
  return `${id} was asked, but ${servedModel} answered. ${hint}`
}

/** What is wrong with a reply before anybody reads it, or null. */
export function replyFailure(reply: ModelReply, target: Target, allowSubstitution: boolean): ModelFailure | null {
  const details = { usage: reply.usage, servedModel: reply.servedModel }
  if (!reply.servedAsRequested && !allowSubstitution)
    return new ModelFailure(target.id, 'substituted', substitution(target, reply), {
      ...details,
      reason: 'substituted',
    })
  if (reply.stop.unified === 'refused')
    return new ModelFailure(target.id, 'refused', `${target.id} refused the request.`, details)
  if (reply.stop.unified === 'length')
    return new ModelFailure(target.id, 'truncated', `${target.id} stopped at its output limit before it was done.`, details)
  return null
}
