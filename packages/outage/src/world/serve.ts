import { seededRandom } from '@understudy/spec/virtual'
import { hashText } from '../replies/hash.ts'
import { defaultReplies } from '../replies/plain.ts'
import type { WireAnswer } from '../wire/answer.ts'
import { deltasOf, type FinishedReply, type StageReply } from '../wire/reply.ts'
import { countTokens, cutToTokens, tokensIn } from '../wire/usage.ts'
import { type Case, errorFor } from './case.ts'
import type { ModelState } from './model.ts'

/** Tokens in one event of a stream, and the characters they make. */
const DELTA_TOKENS = 8
const DELTA_SIZE = DELTA_TOKENS * 4

/** Lets the model speak, and puts what it says into its vendor's form. `change` and `edit` are for faults. */
export function serve(one: Case, change: Partial<StageReply> = {}, edit: (text: string) => string = (text) => text): WireAnswer {
  const { state, operation, model, wire } = one
  if (!model) return errorFor(one, 'unknown-model')
  const { options } = model
  const { schema } = operation
  const written = (options.replies ?? defaultReplies)({
    vendor: options.vendor,
    model: options.model,
    system: operation.system,
    input: operation.input,
    number: model.asked,
    random: seededRandom(hashText(operation.model, operation.input, String(state.seed))),
    ...(schema && { schema }),
  })
  const said = { ...(typeof written === 'string' ? { text: written } : written), ...change }
  const answer = wire.reply(operation, finish(one, { ...said, text: edit(said.text) }, model), state.wireContext)
  return options.latencyMs ? { ...answer, waitMs: options.latencyMs } : answer
}

function finish({ operation }: Case, said: StageReply, model: ModelState): FinishedReply {
  const { options } = model
  const reasoning = options.reasoningTokens ?? 64
  const cap = Math.min(operation.maxOutputTokens ?? Number.POSITIVE_INFINITY, model.listed.maxOutputTokens)
  // A vendor's limit counts thinking too, and cuts in the middle of a word.
  const cut = said.stop !== 'refused' && tokensIn(said.text) + reasoning > cap
  const text = cut ? cutToTokens(said.text, cap - reasoning) : said.text
  const perSecond = options.tokensPerSecond ?? 0
  return {
    text,
    stop: cut ? 'length' : (said.stop ?? 'finished'),
    servedModel: said.servedModel ?? options.servedAs ?? options.model,
    usage: { ...countTokens(operation, text, Math.min(reasoning, cap)), ...said.usage },
    deltas: operation.stream ? deltasOf(text, DELTA_SIZE) : [],
    pieceMs: perSecond > 0 ? (DELTA_TOKENS * 1000) / perSecond : 0,
    ...(said.refusalCategory !== undefined && { refusalCategory: said.refusalCategory }),
  }
}

/** Who a vendor would quietly serve instead: another model of its own. */
export function otherModel({ state, operation }: Case): string {
  const others = [...state.models.values()]
    .map(({ options }) => options)
    .filter(({ vendor, model }) => vendor === operation.vendor && model !== operation.model)
  return others[0]?.model ?? `${operation.model}-mini`
}
