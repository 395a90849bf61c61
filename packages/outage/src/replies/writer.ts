import type { StageReply } from '../wire/reply.ts'
import type { StageVendor } from '../wire/vendor.ts'

/** What a simulated model is asked. */
export interface ReplyRequest {
  readonly vendor: StageVendor
  readonly model: string
  readonly system: string
  /** All user text. */
  readonly input: string
  readonly schema?: Readonly<Record<string, unknown>>
  /** How many times this model was asked before, plus one. */
  readonly number: number
  /** Seeded by the world, the model and the input: the same question gets the same answer. */
  readonly random: () => number
}

/** Writes what a simulated model says: a text, or a text with a refusal, a cut or other numbers. */
export type ReplyWriter = (request: ReplyRequest) => string | StageReply
