import Anthropic from '@anthropic-ai/sdk'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openStage, type Stage } from '../src/vitest/index.ts'

const WORLD = {
  models: [
    { vendor: 'anthropic', model: 'claude-fable-5' },
    { vendor: 'anthropic', model: 'claude-opus-4-8' },
  ],
} as const

/** The smallest failover: the question goes to the next model when one fails. */
async function ask(...models: string[]) {
  const client = new Anthropic({ apiKey: 'stage-key-anthropic', maxRetries: 0 })
  const attempts = []
  for (const model of models) {
    try {
      const { model: servedModel } = await client.messages.create({
        model,
        max_tokens: 500,
        messages: [{ role: 'user', content: 'Hello' }],
      })
      attempts.push({ target: `anthropic/${model}`, servedModel, outcome: 'served' })
      break
    } catch (error) {
      attempts.push({
        target: `anthropic/${model}`,
        outcome: 'failed',
        failure: { kind: 'withdrawn', sentence: (error as Error).message },
      })
    }
  }
  return { attempts }
}

const failure = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing was thrown'
}

describe('a withdrawal in a test', () => {
  test('takes one import and five lines', async () => {
    const stage = openStage(WORLD)
    stage.withdraw('claude-fable-5')
    expect(await ask('claude-fable-5', 'claude-opus-4-8')).toBeServedBy('claude-opus-4-8')
    expect(stage).toHaveAsked('claude-fable-5').times(1)
  })

  test('a failing assertion on a stage prints the timeline', async () => {
    const stage = openStage(WORLD)
    stage.withdraw('claude-fable-5')
    await ask('claude-fable-5', 'claude-opus-4-8')
    const said = failure(() => expect(stage).toHaveAsked('claude-fable-5').times(3))
    expect(said).toContain('it was asked 1 times')
    expect(said).toMatch(/anthropic\/claude-fable-5 {2}messages -> 404 {2}\[withdrawn\]/)
    expect(said).toContain('anthropic/claude-opus-4-8  messages -> 200')
    expect(failure(() => expect(stage).not.toHaveAsked('claude-fable-5'))).toContain('not to be asked')
    expect(stage).toHaveAsked('claude-fable-5', 1)
  })

  test('a failing assertion on a report prints its attempts', async () => {
    const stage = openStage(WORLD)
    stage.withdraw('claude-fable-5')
    const report = await ask('claude-fable-5', 'claude-opus-4-8')
    expect(report).toHaveRerouted('claude-fable-5', 'claude-opus-4-8')
    expect(report).not.toHaveRerouted('claude-opus-4-8')
    expect(failure(() => expect(report).toBeServedBy('claude-fable-5'))).toMatch(
      /1\. anthropic\/claude-fable-5: failed \(withdrawn: 404/,
    )
    expect(failure(() => expect({}).toBeServedBy('x'))).toContain('Expected a report')
  })

  test('a model that nobody asked for is not served, and says so', () => {
    const stage = openStage(WORLD)
    expect(stage).not.toHaveAsked('claude-opus-4-8')
    expect(failure(() => expect(stage).toHaveAsked('claude-opus-4-8'))).toContain('nothing happened')
  })
})

describe('cleaning up', () => {
  let left: Stage | undefined

  test.fails('a test that throws', async () => {
    left = openStage(WORLD)
    expect(await ask('claude-fable-5')).toBeServedBy('claude-fable-5')
    throw new Error('on purpose')
  })

  test('leaves no stage behind', async () => {
    expect(left?.asked('claude-fable-5')).toBe(1)
    const stage = openStage(WORLD)
    await ask('claude-fable-5')
    // The stage of the test before heard nothing more.
    expect(left?.asked('claude-fable-5')).toBe(1)
    expect(stage.asked('claude-fable-5')).toBe(1)
  })
})

describe('fake timers', () => {
  afterEach(() => void vi.useRealTimers())

  test('let a slow model answer at once', async () => {
    vi.useFakeTimers()
    const stage = openStage({ models: [{ vendor: 'anthropic', model: 'claude-fable-5', latencyMs: 50_000 }] })
    const answer = ask('claude-fable-5')
    await vi.waitFor(() => expect(stage.asked('claude-fable-5')).toBe(1))
    await vi.advanceTimersByTimeAsync(50_000)
    expect(await answer).toBeServedBy('claude-fable-5')
  })
})
