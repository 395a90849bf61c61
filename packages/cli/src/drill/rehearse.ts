import { createRoute } from '@understudy/failover'
import { parseReview } from '@understudy/findings'
import { type DrillGround, type DrillReport, runDrill, type Scenario } from '@understudy/outage'
import { createTarget } from '@understudy/sdk'
import {
  attemptContext,
  type AttemptRecord,
  type ModelCall,
  ModelFailure,
  type ModelReply,
  REVIEW_SCHEMA,
} from '@understudy/spec'
import { type Timeline, timelineOf } from '../timeline/model.ts'
import { SPOKEN } from './on-stage.ts'
import type { DrillPlan } from './own-targets.ts'

/** What was rehearsed and what came of it. */
export interface Rehearsal extends DrillReport {
  readonly summary: string
  /** What was drilled, and what was not, in sentences. */
  readonly notes: readonly string[]
  readonly attempts: readonly AttemptRecord[]
  readonly picture: Timeline
}

const PATH = 'drill.js'

/** A review of one harmless line: with a shape to keep to, so that an answer in another one shows. */
const CALL: Omit<ModelCall, 'stream'> = {
  task: 'review.files',
  system: 'You review code for security flaws.',
  input: `=== file: ${PATH} ===\n    1| const limit = 10\n=== end of file ===`,
  files: [{ path: PATH, content: 'const limit = 10' }],
  schema: REVIEW_SCHEMA,
  schemaName: 'review',
  maxOutputTokens: 2048,
  promptVersion: 'drill-1',
}

/** A reply counts only when it is a whole review, as in a real one. */
function accept(reply: ModelReply, target: { readonly id: string }): string {
  const parsed = parseReview(reply.text, { paths: [PATH] })
  if (parsed.ok) return reply.text
  throw new ModelFailure(target.id, 'malformed', `${target.id} did not keep to the shape it was asked for.`)
}

/** A scenario's own models, for whoever has none. */
export function plainPlan(scenario: Scenario, rules: DrillPlan['rules'] = {}): DrillPlan {
  return {
    scenario,
    rules,
    subject: {},
    notes: ['No target is configured and no key is set, so the models of the scenario are drilled.'],
    targets: async ({ stage, fetch, runtime }) =>
      scenario.models.map(({ vendor, model }) => ({
        adapter: createTarget({
          vendor,
          model,
          runtime,
          baseURL: stage.baseURL(vendor),
          apiKey: stage.apiKey(vendor),
          ...(fetch && { fetch }),
        }),
      })),
    [Symbol.dispose]: () => {},
  }
}

/** Plays a plan on virtual time against a route as `review` would make it, with the vendors' own SDKs. */
export async function rehearse(plan: DrillPlan): Promise<Rehearsal> {
  const { scenario, notes } = plan
  const attempts: AttemptRecord[] = []
  const startedAt = new Date(Date.parse(scenario.startsAt ?? '2026-06-12T17:21:00-04:00')).toISOString()
  await loadSdks(scenario.models)
  const report = await runDrill(scenario, { connect: (ground) => connect(ground, plan, attempts) })
  return { ...report, summary: scenario.summary, notes, attempts, picture: timelineOf(attempts, startedAt, scenario.lastsMs) }
}

/**
 * Loads the vendors' SDKs by a call that leads nowhere. Reading files takes real time, and on virtual time a minute passes
 * while nobody looks; so it is done before the clock starts.
 */
async function loadSdks(models: Scenario['models']): Promise<void> {
  const nowhere = (): Promise<never> => Promise.reject(new TypeError('This call leads nowhere.'))
  for (const vendor of ['anthropic', 'openai', 'openai-compatible', 'google', 'google-legacy'] as const) {
    if (!models.some((model) => model.vendor === SPOKEN[vendor])) continue
    const target = createTarget({ vendor, model: 'none', apiKey: 'none', baseURL: 'http://localhost', fetch: nowhere })
    await target.invoke(CALL, attemptContext()).catch(() => {})
    await target.close?.()
  }
}

async function connect(ground: DrillGround, { scenario, targets: make, rules, subject }: DrillPlan, attempts: AttemptRecord[]) {
  const targets = await make(ground)
  const route = createRoute({ ...rules, targets, runtime: ground.runtime })
  // Whoever asks says how long it will wait.
  const deadlineMs = Math.min(rules.deadlineMs ?? 300_000, scenario.calls.deadlineMs ?? 60_000)
  ground.onNotice(({ model, sentence }) => {
    const meant = targets.filter(({ adapter }) => adapter.model === model)
    for (const { adapter } of meant) route.withdraw(adapter.id, { reason: sentence })
  })
  return async ({ stream, signal }: { readonly stream: boolean; readonly signal: AbortSignal }) => {
    try {
      const result = await route.run({ ...CALL, stream }, { signal, accept, subject, deadlineMs })
      attempts.push(...result.attempts)
      return { servedModel: result.reply.servedModel, text: result.reply.text }
    } catch (error) {
      if (error instanceof Error && 'attempts' in error) attempts.push(...(error.attempts as readonly AttemptRecord[]))
      throw error
    }
  }
}
