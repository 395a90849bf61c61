import type { FaultContext } from '../faults/fault.ts'
import type { WireAnswer } from '../wire/answer.ts'
import { generates, isObject, type Operation, type StageRequest } from '../wire/request.ts'
import { countTokens } from '../wire/usage.ts'
import { WIRES } from '../wire/wires.ts'
import type { Situation, SituationDetails } from '../wire/wire.ts'
import { absence } from './absence.ts'
import { callerOf, type Case, errorFor } from './case.ts'
import { listing } from './model.ts'
import { otherModel, serve } from './serve.ts'
import { hits } from './withdrawal.ts'
import type { Injection, WorldState } from './world.ts'

/** What a vendor would answer, from the key to the last byte; the order of checks is the vendors' own. */
export function answerRequest(state: WorldState, request: StageRequest): WireAnswer {
  const wire = WIRES[request.vendor]
  const found = wire.surface(request)
  const reject = (situation: Situation, details: SituationDetails = {}): WireAnswer => {
    const answer = wire.error(situation, { ...(found && { surface: found.surface }), ...details }, state.wireContext)
    note(state, request, { surface: found?.surface ?? 'unknown', model: details.model ?? '', stream: false }, answer, [situation])
    return answer
  }
  if (!found) return reject('not-found')
  const key = wire.key(request)
  if (!key) return reject('missing-key')
  const account = state.accounts.get(`${request.vendor} ${key}`)
  if (!account) return reject('wrong-key')
  const body = parseBody(request.body)
  if (!body) return reject('invalid-request', { message: 'We could not parse the JSON body of your request.' })

  const operation = wire.operation(request, found, body)
  const named = state.models.get(operation.model)
  const model = named?.options.vendor === request.vendor ? named : undefined
  if (model && generates(operation.surface)) model.asked++
  const objection = wire.objection(request, operation)
  if (objection) return reject(objection.situation, { model: operation.model, ...objection.details })
  const faults: string[] = []
  const answer = answerCase({ state, wire, operation, account, model }, faults)
  note(state, request, operation, answer, faults, account.name)
  return answer
}

function answerCase(one: Case, faults: string[]): WireAnswer {
  const { state, operation, model, wire } = one
  if (operation.surface === 'list-models') return listModels(one)
  const gone = absence(one)
  if (gone || !model) {
    faults.push(gone?.situation ?? 'unknown-model')
    return errorFor(one, gone?.situation ?? 'unknown-model', gone?.details)
  }
  if (operation.surface === 'get-model')
    return wire.models(operation, [listing(model, state.runtime.wallTime())], state.wireContext)
  if (operation.surface === 'count-tokens')
    return wire.tokenCount(operation, countTokens(operation, '', 0).input, state.wireContext)
  const substitute = model.withdrawals.find(({ mode }) => mode === 'substituted')
  const hit = substitute && hits(substitute, callerOf(one), state.runtime.now())
  if (hit) faults.push('substituted')
  let answer = (): WireAnswer => serve(one, hit ? { servedModel: substitute.options.servedModel ?? otherModel(one) } : {})
  for (const injection of matching(one)) {
    const before = answer
    faults.push(injection.fault.name)
    answer = () => injection.fault.apply(before, faultContext(one, injection))
  }
  return answer()
}

/** Faults that hit this request, in the order of their injection; each one changes what the one before made. */
function matching(one: Case): readonly Injection[] {
  const { state, operation } = one
  if (state.injections.length === 0) return state.injections
  const now = state.runtime.now()
  return state.injections.filter(({ model, fault, since, matches }) => {
    if (model !== '*' && model !== operation.model) return false
    if (fault.on !== undefined && (fault.on === 'stream') !== operation.stream) return false
    return matches({ ...callerOf(one), sinceMs: now - since, stream: operation.stream })
  })
}

function faultContext(one: Case, { settings, since }: Injection): FaultContext {
  const { state, operation, wire, account } = one
  const said = settings.message === undefined ? {} : { message: settings.message }
  return {
    operation,
    wire,
    settings,
    wireContext: state.wireContext,
    random: state.random,
    sinceMs: state.runtime.now() - since,
    apiKey: account.apiKey,
    error: (situation, details) => errorFor(one, situation, { ...details, ...said }),
    answerWith: ({ text, ...change }) => serve(one, change, text),
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

/** The request's JSON, an empty object when there is none, or null when it is not JSON. */
function parseBody(body: string): Readonly<Record<string, unknown>> | null {
  if (body === '') return {}
  try {
    const parsed: unknown = JSON.parse(body)
    return isObject(parsed) ? parsed : null
  } catch {
    return null
  }
}

type Noted = Pick<Operation, 'model' | 'stream'> & { readonly surface: Operation['surface'] | 'unknown' }

function note(
  state: WorldState,
  { vendor }: StageRequest,
  { surface, model, stream }: Noted,
  answer: WireAnswer,
  faults: readonly string[],
  account?: string,
): void {
  state.timeline.add({
    type: 'request',
    at: state.runtime.now() - state.openedAt,
    vendor,
    model,
    surface,
    stream,
    status: answer.head === false ? 0 : answer.status,
    ending: answer.ending ?? 'finish',
    faults,
    ...(account !== undefined && { account }),
  })
}
