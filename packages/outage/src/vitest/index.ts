import { afterAll, chai, expect, onTestFinished } from 'vitest'
import { mswStage, type MswStageOptions } from '../msw/stage.ts'
import type { Stage } from '../world/stage.ts'
import { toBeServedBy, toHaveAsked, toHaveRerouted } from './matchers.ts'

/** Which model an assertion on a stage spoke of, for `.times(n)` behind it. */
const spokenOf = new WeakMap<object, string>()

expect.extend({
  toBeServedBy,
  toHaveRerouted,
  toHaveAsked(stage: unknown, model: string, times?: number) {
    if (typeof stage === 'object' && stage !== null) spokenOf.set(stage, model)
    return toHaveAsked(stage, model, times)
  },
})

chai.util.addMethod(chai.Assertion.prototype, 'times', function times(this: Chai.AssertionStatic, count: number) {
  const stage: unknown = chai.util.flag(this, 'object')
  const model = typeof stage === 'object' && stage !== null ? spokenOf.get(stage) : undefined
  if (model === undefined) throw new TypeError('.times(n) belongs behind .toHaveAsked(model).')
  const { pass, message } = toHaveAsked(stage, model, count)
  if (!pass) throw new chai.AssertionError(message())
})

/** What follows `toHaveAsked`. */
export interface AskedAssertion {
  /** Exactly so often. For never, say `expect(stage).not.toHaveAsked(model)`. */
  times(count: number): void
}

declare module 'vitest' {
  interface Matchers<R, T> {
    /** Every accepted answer came from this target (short id, model, or served model). */
    toBeServedBy: (target: string) => R
    /** An attempt failed on one target and a later one was served by another. */
    toHaveRerouted: (from?: string, to?: string) => R
    /** The stage was asked for this model, at least once or exactly `times`. */
    toHaveAsked: (model: string, times?: number) => AskedAssertion
  }
}

/**
 * Opens a stage for one test: clients need no change, nothing leaves the machine, and it closes when the test ends,
 * also when it throws. Called outside a test it lives until the end of the file.
 * @throws InvalidOptionError when an option breaks its rule, or in production
 */
export function openStage(options: MswStageOptions): Stage {
  const stage = mswStage(options)
  const close = (): Promise<void> => stage.close()
  try {
    onTestFinished(close)
  } catch {
    afterAll(close)
  }
  return stage
}

export type { MswStageOptions } from '../msw/stage.ts'
export type { Stage } from '../world/stage.ts'
