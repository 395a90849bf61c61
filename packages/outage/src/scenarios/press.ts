import type { Runtime } from '@understudy/spec'
import type { When } from '../faults/when.ts'
import type { Scenario, ScenarioStep } from './scenario.ts'

/**
 * The same scenario in less time, for stages on real sockets: at speed 3,600 an hour takes a second. Only the timeline is
 * pressed. Latencies, deadlines and what faults ask of a caller stay as they are, because clients live in real time.
 */
export function pressScenario<S extends Pick<Scenario, 'steps'> & Partial<Scenario>>(scenario: S, speed: number): S {
  const { expect } = scenario
  return {
    ...scenario,
    ...(scenario.lastsMs !== undefined && { lastsMs: scenario.lastsMs / speed }),
    steps: scenario.steps.map((step) => pressStep(step, speed)),
    ...(expect && {
      expect: {
        ...expect,
        ...(expect.servedBy && { servedBy: expect.servedBy.map((one) => pressMembers(one, ['fromMs', 'untilMs'], speed)) }),
        ...(expect.asked && { asked: expect.asked.map((one) => pressMembers(one, ['fromMs', 'untilMs'], speed)) }),
      },
    }),
  }
}

function pressStep(step: ScenarioStep, speed: number): ScenarioStep {
  const pressed = pressMembers(step, ['atMs'], speed)
  if (pressed.do !== 'inject') return pressed
  const { when } = pressed
  return { ...pressMembers(pressed, ['forMs'], speed), ...(when && { when: pressWhen(when, speed) }) }
}

function pressWhen(when: When, speed: number): When {
  const { flapping } = when
  return {
    ...pressMembers(when, ['fromMs', 'untilMs', 'rampMs'], speed),
    ...(flapping && { flapping: pressMembers(flapping, ['onMs', 'offMs'], speed) }),
  }
}

function pressMembers<T extends object>(value: T, members: readonly string[], speed: number): T {
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name, members.includes(name) ? Number(child) / speed : (child as unknown)]),
  ) as T
}

/** A runtime whose wall clock begins at a date and runs at a speed; every other clock is as it was. */
export function datedRuntime(runtime: Runtime, startsAt: number, speed: number): Runtime {
  const began = runtime.now()
  return { ...runtime, wallTime: () => startsAt + (runtime.now() - began) * speed }
}
