import { checkMembers, checkWord, refuseOption, systemRuntime, type Runtime } from '@understudy/spec'
import { seededRandom } from '@understudy/spec/virtual'
import { FAULT_NAMES, FAULTS } from '../faults/catalogue.ts'
import type { Fault, FaultSettings, StageKind } from '../faults/fault.ts'
import { checkWhen, condition, type Occasion } from '../faults/when.ts'
import { hexMaker, idMaker } from '../wire/ids.ts'
import type { StageRequest } from '../wire/request.ts'
import { STAGE_VENDORS, type StageVendor } from '../wire/vendor.ts'
import type { WireContext } from '../wire/wire.ts'
import type { WireAnswer } from '../wire/answer.ts'
import { type Allowance, createAllowance } from './allowance.ts'
import { answerRequest } from './answer-request.ts'
import { createTimeline, type Timeline } from './events.ts'
import { type ModelState, modelState } from './model.ts'
import { checkWorld, type WorldAccount, type WorldOptions } from './options.ts'
import type { FaultChoice, StageControls } from './stage.ts'
import { createWithdrawal } from './withdrawal.ts'

/** A fault that waits for its requests. */
export interface Injection {
  readonly model: string
  readonly fault: Fault
  readonly settings: FaultSettings
  readonly since: number
  readonly matches: (occasion: Occasion) => boolean
}

export interface AccountState extends WorldAccount {
  readonly allowance: Allowance
}

/** Everything that is true in the world right now. Only `createWorld` and `answerRequest` touch it. */
export interface WorldState {
  readonly runtime: Runtime
  readonly seed: number
  readonly random: () => number
  readonly wireContext: WireContext
  readonly models: ReadonlyMap<string, ModelState>
  /** By vendor and key. */
  readonly accounts: ReadonlyMap<string, AccountState>
  readonly timeline: Timeline
  readonly openedAt: number
  injections: readonly Injection[]
}

/** Vendors, models, accounts and what is wrong with them; no transport. */
export interface World extends StageControls {
  readonly runtime: Runtime
  /** What the vendor would put on the wire for this request. Never throws. */
  readonly answer: (request: StageRequest) => WireAnswer
}

const KEYS: Readonly<Record<StageVendor, string>> = {
  openai: 'stage-key-openai',
  anthropic: 'stage-key-anthropic',
  google: 'stage-key-google',
}

const SETTINGS = ['name', 'retryAfterMs', 'retryAfterForm', 'delayMs', 'pieces', 'bytes', 'servedModel', 'location', 'message']

/** @throws InvalidOptionError when an option breaks its rule, or in production */
export function createWorld(options: WorldOptions, kind: StageKind): World {
  const runtime = options.runtime ?? systemRuntime
  checkWorld(options, runtime.env('NODE_ENV'))
  const state = openWorld(options, runtime)
  const at = (): number => runtime.now() - state.openedAt
  const known = (path: string, model: string): ModelState => {
    const names = [...state.models.keys()]
    return state.models.get(checkWord(path, model, names)) ?? refuseOption(path, 'a model of this world', model)
  }

  return {
    runtime,
    answer: (request) => answerRequest(state, request),
    apiKey: (vendor) => [...state.accounts.values()].find((account) => account.vendor === vendor)?.apiKey ?? KEYS[vendor],
    withdraw(model, withdrawal = {}) {
      const made = createWithdrawal(withdrawal, runtime.now())
      known('withdraw.model', model).withdrawals.push(made)
      state.timeline.add({ type: 'withdrawn', at: at(), model, mode: made.mode })
    },
    reinstate(model, { account } = {}) {
      const found = known('reinstate.model', model)
      found.withdrawals = account === undefined ? [] : found.withdrawals.flatMap((one) => exceptFor(one, account))
      state.timeline.add({ type: 'reinstated', at: at(), model })
    },
    inject(model, choice, when = {}) {
      if (model !== '*') known('inject.model', model)
      const { fault, settings } = chooseFault(choice)
      if (fault.stages && !fault.stages.includes(kind))
        refuseOption(
          'inject.fault',
          `a fault that this stage can play; ${fault.name} needs ${fault.stages.join(' or ')}`,
          fault.name,
        )
      const injection = {
        model,
        fault,
        settings,
        since: runtime.now(),
        matches: condition(checkWhen('when', when), state.random),
      }
      state.injections = [...state.injections, injection]
      state.timeline.add({ type: 'fault-injected', at: at(), model, fault: fault.name })
      return () => {
        if (!state.injections.includes(injection)) return
        state.injections = state.injections.filter((one) => one !== injection)
        state.timeline.add({ type: 'fault-lifted', at: at(), model, fault: fault.name })
      }
    },
    asked: (model) => known('asked.model', model).asked,
    timeline: () => state.timeline.events(),
    subscribe: (listener) => state.timeline.subscribe(listener),
    reset() {
      state.injections = []
      for (const model of state.models.values()) {
        model.withdrawals = []
        model.asked = 0
      }
    },
  }
}

function openWorld({ models, accounts, seed = 1, timelineLimit = 10_000 }: WorldOptions, runtime: Runtime): WorldState {
  const random = seededRandom(seed)
  return {
    runtime,
    seed,
    random,
    wireContext: { ids: idMaker(random), hex: hexMaker(random), wallTime: () => runtime.wallTime() },
    models: new Map(models.map((model) => [model.model, modelState(model)])),
    accounts: new Map(
      (accounts ?? defaultAccounts()).map((account) => [
        `${account.vendor} ${account.apiKey}`,
        { ...account, allowance: createAllowance(account) },
      ]),
    ),
    timeline: createTimeline(timelineLimit),
    openedAt: runtime.now(),
    injections: [],
  }
}

function defaultAccounts(): readonly WorldAccount[] {
  return STAGE_VENDORS.map((vendor) => ({ vendor, name: 'default', apiKey: KEYS[vendor] }))
}

function chooseFault(choice: FaultChoice): { fault: Fault; settings: FaultSettings } {
  if (typeof choice === 'string') return { fault: FAULTS[checkWord('inject.fault', choice, FAULT_NAMES)], settings: {} }
  if ('apply' in choice) return { fault: choice, settings: {} }
  checkMembers('inject.fault', choice, SETTINGS)
  const { name, ...settings } = choice
  return { fault: FAULTS[checkWord('inject.fault.name', name, FAULT_NAMES)], settings }
}

/** A withdrawal of one account ends with that account's return; one for everybody cannot end for one account alone. */
function exceptFor<T extends { readonly options: { readonly account?: string } }>(withdrawal: T, account: string): T[] {
  return withdrawal.options.account === account ? [] : [withdrawal]
}
