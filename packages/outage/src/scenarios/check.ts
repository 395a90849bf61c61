import { checkMembers, checkNumber, checkText, checkWord, refuseOption } from '@understudy/spec'
import { FAULT_NAMES } from '../faults/catalogue.ts'
import { checkWhen } from '../faults/when.ts'
import { checkWorld } from '../world/options.ts'
import { createWithdrawal } from '../world/withdrawal.ts'
import type { Scenario, ScenarioStep } from './scenario.ts'

const MEMBERS = ['name', 'summary', 'startsAt', 'lastsMs', 'models', 'accounts', 'seed', 'steps', 'calls', 'expect']
const STEP_MEMBERS: Readonly<Record<ScenarioStep['do'], readonly string[]>> = {
  withdraw: ['afterRequests', 'mode', 'account', 'region', 'servedModel', 'message'],
  reinstate: ['account'],
  inject: ['fault', 'settings', 'when', 'forMs'],
  notice: ['sentence'],
}

/**
 * Gives back a scenario that can be played.
 * @throws InvalidOptionError with the path of the member that is wrong, its rule and what was given
 */
export function defineScenario<S extends Scenario>(scenario: S): S {
  checkMembers('', scenario, MEMBERS)
  checkText('name', scenario.name)
  checkText('summary', scenario.summary)
  if (scenario.startsAt !== undefined && Number.isNaN(Date.parse(scenario.startsAt)))
    refuseOption('startsAt', 'an ISO 8601 time', scenario.startsAt)
  checkNumber('lastsMs', scenario.lastsMs, { min: 1 })
  const { models, accounts } = scenario
  checkWorld({ models, ...(accounts && { accounts }) }, undefined)
  const names = models.map(({ model }) => model)
  for (const [index, step] of scenario.steps.entries()) checkStep(`steps[${index}]`, step, names, scenario.lastsMs)
  checkMembers('calls', scenario.calls, ['count', 'deadlineMs', 'stream'])
  checkNumber('calls.count', scenario.calls.count, { min: 1, whole: true })
  if (scenario.calls.deadlineMs !== undefined) checkNumber('calls.deadlineMs', scenario.calls.deadlineMs, { min: 1 })
  checkExpectation(scenario, names)
  return scenario
}

function checkStep(path: string, step: ScenarioStep, models: readonly string[], lastsMs: number): void {
  checkWord(`${path}.do`, step.do, Object.keys(STEP_MEMBERS))
  checkMembers(path, step, ['atMs', 'do', 'model', ...STEP_MEMBERS[step.do]])
  checkNumber(`${path}.atMs`, step.atMs, { min: 0, max: lastsMs })
  checkWord(`${path}.model`, step.model, step.do === 'inject' ? [...models, '*'] : models)
  if (step.do === 'inject') {
    checkWord(`${path}.fault`, step.fault, FAULT_NAMES)
    if (step.when) checkWhen(`${path}.when`, step.when)
    if (step.forMs !== undefined) checkNumber(`${path}.forMs`, step.forMs, { min: 1 })
  } else if (step.do === 'withdraw') {
    const { atMs: _atMs, do: _do, model: _model, ...withdrawal } = step
    createWithdrawal(withdrawal, 0)
  } else if (step.do === 'notice') checkText(`${path}.sentence`, step.sentence)
}

function checkExpectation({ expect, lastsMs }: Scenario, models: readonly string[]): void {
  checkMembers('expect', expect, ['lostAtMost', 'eachWithinMs', 'servedBy', 'asked'])
  if (expect.lostAtMost !== undefined) checkNumber('expect.lostAtMost', expect.lostAtMost, { min: 0, whole: true })
  if (expect.eachWithinMs !== undefined) checkNumber('expect.eachWithinMs', expect.eachWithinMs, { min: 0 })
  for (const [index, served] of (expect.servedBy ?? []).entries()) {
    const path = `expect.servedBy[${index}]`
    checkNumber(`${path}.fromMs`, served.fromMs, { min: 0, max: lastsMs })
    checkNumber(`${path}.untilMs`, served.untilMs, { min: served.fromMs })
    for (const [place, model] of served.models.entries()) checkWord(`${path}.models[${place}]`, model, models)
  }
  for (const [index, asked] of (expect.asked ?? []).entries()) {
    const path = `expect.asked[${index}]`
    checkWord(`${path}.model`, asked.model, models)
    checkNumber(`${path}.fromMs`, asked.fromMs, { min: 0, max: lastsMs })
    checkNumber(`${path}.atMost`, asked.atMost, { min: 0, whole: true })
  }
}
