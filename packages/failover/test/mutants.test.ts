import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { MutantResult } from './simulation/mutants.ts'

const LEAST_MUTANTS = 10

describe('planted mistakes', () => {
  it('are each caught by the simulation', async () => {
    // A process of its own, because its modules are changed while they load.
    const script = join(import.meta.dirname, 'simulation', 'mutants.ts')
    const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@understudy/source', '--no-warnings', script])
    const results = JSON.parse(stdout) as readonly MutantResult[]
    expect(results.length).toBeGreaterThanOrEqual(LEAST_MUTANTS)
    expect(results.filter(({ caughtBy }) => caughtBy === null || caughtBy.startsWith('a crash'))).toEqual([])
  }, 240_000)
})
