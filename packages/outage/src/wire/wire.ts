import type { IdMaker } from './ids.ts'
import type { FinishedReply } from './reply.ts'
import type { Operation, StageRequest, Surface } from './request.ts'
import type { StageVendor } from './vendor.ts'
import type { WireAnswer } from './answer.ts'

/** What every vendor can say instead of an answer. Each vendor words it in its own status, type, code and sentence. */
export const SITUATIONS = [
  'withdrawn',
  'unavailable',
  'retired',
  'unknown-model',
  'not-permitted',
  'region-blocked',
  'missing-key',
  'wrong-key',
  'revoked-key',
  'quota-exhausted',
  'rate-limited',
  'overloaded',
  'server-error',
  'gateway-timeout',
  'context-too-long',
  'refused',
  'unknown-parameter',
  'unsupported-schema',
  'invalid-request',
  'not-found',
] as const

export type Situation = (typeof SITUATIONS)[number]

/** What an error's sentence may name. */
export interface SituationDetails {
  readonly model?: string
  readonly displayName?: string
  /** The vendor's suggestion, as it words it: `Opus 4.8`. */
  readonly replacement?: string
  readonly parameter?: string
  /** Member that the parameter is in, as the vendor names it: `generation_config`. */
  readonly place?: string
  /** Whole sentence, instead of the vendor's usual one. */
  readonly message?: string
  readonly retryAfterMs?: number
  /** A header form other than seconds, or none. @default 'seconds' */
  readonly retryAfterForm?: 'seconds' | 'milliseconds' | 'date' | 'none'
  readonly tokens?: number
  readonly limit?: number
  readonly version?: string
  readonly surface?: Surface
}

/** What a wire format needs from the world to write an answer. */
export interface WireContext {
  readonly ids: IdMaker
  readonly hex: IdMaker
  readonly wallTime: () => number
}

/** A model as a vendor's list shows it. */
export interface ListedModel {
  readonly model: string
  readonly displayName: string
  readonly createdAt: number
  readonly retiresAt?: number
  readonly deprecatedAt?: number
  readonly lifecycle: 'active' | 'deprecated' | 'retired'
  readonly contextTokens: number
  readonly maxOutputTokens: number
}

/** Why a request is turned down before any model sees it. */
export interface Objection {
  readonly situation: Situation
  readonly details: SituationDetails
}

/** One vendor's HTTP interface: how it reads a request and how it writes each answer. Holds no state. */
export interface VendorWire {
  readonly vendor: StageVendor
  /** The surface of a path, or null when the vendor has no such path. */
  surface(request: StageRequest): { surface: Surface; model?: string; stream?: boolean; version: string } | null
  /** The caller's key, or null when there is none. */
  key(request: StageRequest): string | null
  operation(
    request: StageRequest,
    surface: { surface: Surface; model?: string; stream?: boolean; version: string },
    body: Readonly<Record<string, unknown>>,
  ): Operation
  /** The first thing this vendor would object to. */
  objection(request: StageRequest, operation: Operation): Objection | null
  reply(operation: Operation, reply: FinishedReply, context: WireContext): WireAnswer
  models(operation: Operation, models: readonly ListedModel[], context: WireContext): WireAnswer
  tokenCount(operation: Operation, tokens: number, context: WireContext): WireAnswer
  error(situation: Situation, details: SituationDetails, context: WireContext): WireAnswer
  /** An error inside a stream that began well. */
  errorEvent(situation: Situation, details: SituationDetails, context: WireContext): string
}
