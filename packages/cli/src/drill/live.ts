import { createRoute, memoryStore } from '@understudy/failover'
import { hasCode } from '@understudy/spec'
import { type ConfigChoice, effectiveSettings } from '../config/effective.ts'
import { prepareTargets } from '../review/targets.ts'
import type { Shell } from '../shell/shell.ts'

export interface LiveDrill {
  readonly passed: boolean
  /** The target that was taken out. */
  readonly withdrawn: string
  /** Who served instead; null when nobody did. */
  readonly servedBy: string | null
  readonly steps: readonly string[]
}

/**
 * Takes the first target out and makes one real call that carries no user code. The bar is kept in memory only, so that
 * nobody else's reviews move along.
 */
export async function liveDrill(choice: ConfigChoice, shell: Shell): Promise<LiveDrill> {
  const { values } = await effectiveSettings(choice, shell)
  const { targets } = await prepareTargets(values, shell)
  const route = createRoute({ targets, store: memoryStore(), runtime: shell.runtime })
  const withdrawn = targets[0]?.adapter.id ?? ''
  const steps = [`${withdrawn} is taken out for this drill.`]
  try {
    route.withdraw(withdrawn, { reason: 'drill' })
    const { target, degraded, attempts } = await route.run({
      task: 'plain',
      system: 'You answer with one word.',
      input: 'Answer with the word: ready',
      // Room for a model that thinks before it says its one word.
      maxOutputTokens: 2048,
      effort: 'low',
      promptVersion: 'drill-1',
    })
    for (const { target: asked, failure } of attempts) if (failure) steps.push(`${asked}: ${failure.sentence}`)
    steps.push(`${target} served instead${degraded ? ', degraded' : ''}.`)
    return { passed: !degraded, withdrawn, servedBy: target, steps }
  } catch (error) {
    if (!hasCode(error, 'route-exhausted')) throw error
    for (const { target, why } of error.skipped) steps.push(`${target} was not asked: ${why}`)
    for (const { target, failure } of error.attempts) steps.push(`${target}: ${failure?.sentence ?? 'failed'}`)
    return { passed: false, withdrawn, servedBy: null, steps: [...steps, 'Nobody served. Add a target of another vendor.'] }
  } finally {
    await route.close()
  }
}
