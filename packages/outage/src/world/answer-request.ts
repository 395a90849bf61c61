import { seededRandom } from '@understudy/spec/virtual'
import type { FaultContext } from '../faults/fault.ts'
import { hashText } from '../replies/hash.ts'
import { defaultReplies } from '../replies/plain.ts'
import type { WireAnswer } from '../wire/answer.ts'
import { deltasOf, type FinishedReply, type StageReply } from '../wire/reply.ts'
import { generates, isObject, type Operation, type StageRequest } from '../wire/request.ts'
import { countTokens, cutToTokens, tokensIn } from '../wire/usage.ts'
import { WIRES } from '../wire/wires.ts'
import type { Situation, SituationDetails, VendorWire } from '../wire/wire.ts'
import { listing, type ModelState, replacementFor } from './model.ts'
import { hits, situationOf } from './withdrawal.ts'
import type { AccountState, Injection, WorldState } from './world.ts'

/** Characters in one event of a stream: about eight tokens. */
const DELTA_SIZE = 32

/** A request that was understood, and all that decides its answer. */
interface Case {
  readonly state: WorldState
  readonly wire: VendorWire
  readonly operation: Operation
  readonly account: AccountState
  readonly model: ModelState | undefined
}

/** What a vendor would answer, from the key to the last byte; the order of checks is the vendors' own. */
export function answerRequest(state: WorldState, request: StageRequest): WireAnswer {
  const wire = WIRES[request.vendor]
  const found = wire.surface(request)
  const reject = (situation: Situation, details: SituationDetails = {}): WireAnswer => {
    const answer = wire.error(situation, details, state.wireContext)
    note(state, request, { surface: found?.surface ?? 'unknown', model: details.model ?? '', stream: false }, answer, [situation])
    return answer
  }
  if (!found) return reject('not-found')
  const key = wire.key(request)
  if (!key) return reject('missing-key', { surface: found.surface })
  const account = state.accounts.get(`${request.vendor} ${key}`)
  if (!account) return reject('wrong-key', { surface: found.surface })
  const body = parseBody(request.body)
  if (!body)
    return reject('invalid-request', { surface: found.surface, message: 'We could not parse the JSON body of your request.' })

  const operation = wire.operation(request, found, body)
  const model = state.models.get(operation.model)
  if (model?.options.vendor === request.vendor && generates(operation.surface)) model.asked++
  const objection = wire.objection(request, operation)
  if (objection) return reject(objection.situation, { model: operation.model, surface: operation.surface, ...objection.details })
  const faults: string[] = []
  const answer = answerCase(
    { state, wire, operation, account, model: model?.options.vendor === request.vendor ? model : undefined },
    faults,
  )
  note(state, request, operation, answer, faults, account.name)
  return answer
}

function answerCase(one: Case, faults: string[]): WireAnswer {
  const { state, operation, model } = one
  if (operation.surface === 'list-models') return listModels(one)
  const gone = absence(one)
  if (gone) {
    faults.push(gone.situation)
    return error(one, gone.situation, gone.details)
  }
  if (!model) return error(one, 'unknown-model')
  if (operation.surface === 'get-model')
    return one.wire.models(operation, [listing(model, state.runtime.wallTime())], state.wireContext)
  if (operation.surface === 'count-tokens')
    return one.wire.tokenCount(operation, countTokens(operation, '', 0).input, state.wireContext)
  let answer = (): WireAnswer => serve(one, {})
  const substitute = model.withdrawals.find(
    (withdrawal) => withdrawal.mode === 'substituted' && hits(withdrawal, caller(one), state.runtime.now()),
  )
  if (substitute) {
    faults.push('substituted')
    answer = () => serve(one, { servedModel: substitute.options.servedModel ?? otherModel(one) })
  }
  for (const injection of matching(one)) {
    const before = answer
    faults.push(injection.fault.name)
    answer = () => injection.fault.apply(before, faultContext(one, injection))
  }
  return answer()
}

const caller = ({ account }: Case) => ({ account: account.name, region: account.region })

/** Why this caller cannot have this model now, if so. */
function absence(one: Case): { situation: Situation; details?: SituationDetails } | null {
  const { state, operation, account, model } = one
  if (!model) return { situation: 'unknown-model' }
  const wallTime = state.runtime.wallTime()
  if (wallTime < model.releasedAt) return { situation: 'unknown-model' }
  // A vendor's list goes on showing a model that it withdrew (vendor-sdks.md §1.5), so only calls find out.
  if (!generates(operation.surface)) return null
  for (const withdrawal of model.withdrawals) {
    const situation = situationOf(withdrawal.mode)
    if (situation && hits(withdrawal, caller(one), state.runtime.now()))
      return { situation, ...(withdrawal.options.message !== undefined && { details: { message: withdrawal.options.message } }) }
  }
  if (listing(model, wallTime).lifecycle === 'retired') return { situation: 'retired' }
  if (account.models && !account.models.includes(operation.model)) return { situation: 'not-permitted' }
  return overLimits(one, model)
}

function overLimits(
  { state, operation, account }: Case,
  model: ModelState,
): { situation: Situation; details: SituationDetails } | null {
  const { input } = countTokens(operation, '', 0)
  const waitMs = account.allowance.take(input, state.runtime.now())
  if (waitMs !== null) return { situation: 'rate-limited', details: { retryAfterMs: waitMs } }
  const limit = model.listed.contextTokens
  return input > limit ? { situation: 'context-too-long', details: { tokens: input, limit } } : null
}

function error(one: Case, situation: Situation, details: SituationDetails = {}): WireAnswer {
  const { state, operation, model, wire } = one
  const replacement = model && replacementFor(model, [...state.models.values()])
  return wire.error(
    situation,
    {
      model: operation.model,
      displayName: model?.displayName ?? operation.model,
      version: operation.version,
      surface: operation.surface,
      ...(replacement !== undefined && { replacement }),
      ...details,
    },
    state.wireContext,
  )
}

function matching(one: Case): readonly Injection[] {
  const { state, operation } = one
  if (state.injections.length === 0) return state.injections
  const { account, region } = caller(one)
  const now = state.runtime.now()
  return state.injections.filter(
    (injection) =>
      (injection.model === '*' || injection.model === operation.model) &&
      injection.matches({ sinceMs: now - injection.since, account, region, stream: operation.stream }),
  )
}

function faultContext(one: Case, injection: Injection): FaultContext {
  const { state, operation, wire } = one
  const message = injection.settings.message
  return {
    operation,
    wire,
    wireContext: state.wireContext,
    settings: injection.settings,
    random: state.random,
    error: (situation, details) => error(one, situation, { ...details, ...(message !== undefined && { message }) }),
    answerWith: ({ text, ...change }) => serve(one, change, text),
  }
}

function serve(one: Case, change: Partial<StageReply>, edit: (text: string) => string = (text) => text): WireAnswer {
  const { state, operation, model, wire } = one
  if (!model) return error(one, 'unknown-model')
  const { options } = model
  const random = seededRandom(hashText(operation.model, operation.input, String(state.seed)))
  const { schema } = operation
  const written = (options.replies ?? defaultReplies)({
    vendor: options.vendor,
    model: options.model,
    system: operation.system,
    input: operation.input,
    number: model.asked,
    random,
    ...(schema && { schema }),
  })
  const said = { ...(typeof written === 'string' ? { text: written } : written), ...change }
  const reply = finish(one, { ...said, text: edit(said.text) }, model)
  const answer = wire.reply(operation, reply, state.wireContext)
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
    usage: { ...countTokens(operation, text, reasoning), ...said.usage },
    deltas: operation.stream ? deltasOf(text, DELTA_SIZE) : [],
    pieceMs: perSecond > 0 ? (tokensIn('x'.repeat(DELTA_SIZE)) * 1000) / perSecond : 0,
    ...(said.refusalCategory !== undefined && { refusalCategory: said.refusalCategory }),
  }
}

function listModels({ state, operation, wire }: Case): WireAnswer {
  const wallTime = state.runtime.wallTime()
  const shown = [...state.models.values()].filter(
    ({ options, releasedAt }) => options.vendor === operation.vendor && releasedAt <= wallTime,
  )
  return wire.models(
    operation,
    shown.map((model) => listing(model, wallTime)),
    state.wireContext,
  )
}

function otherModel({ state, operation }: Case): string {
  const others = [...state.models.keys()].filter(
    (name) => name !== operation.model && state.models.get(name)?.options.vendor === operation.vendor,
  )
  return others[0] ?? `${operation.model}-mini`
}

function parseBody(body: string): Readonly<Record<string, unknown>> | null {
  if (body === '') return {}
  try {
    const parsed: unknown = JSON.parse(body)
    return isObject(parsed) ? parsed : null
  } catch {
    return null
  }
}

function note(
  { timeline, runtime, openedAt }: WorldState,
  request: StageRequest,
  {
    surface,
    model,
    stream,
  }: { readonly surface: Operation['surface'] | 'unknown'; readonly model: string; readonly stream: boolean },
  { status, ending = 'finish', head }: WireAnswer,
  faults: readonly string[],
  account?: string,
): void {
  timeline.add({
    type: 'request',
    at: runtime.now() - openedAt,
    vendor: request.vendor,
    model,
    surface,
    stream,
    status: head === false ? 0 : status,
    ending,
    faults,
    ...(account !== undefined && { account }),
  })
}
