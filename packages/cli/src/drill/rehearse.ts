import { createRoute, type RouteOptions } from '@understudy/failover'
import { parseReview } from '@understudy/findings'
import { type DrillGround, type DrillReport, runDrill, type Scenario, SCENARIOS, type ScenarioName } from '@understudy/outage'
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

/** What was rehearsed and what came of it. */
export interface Rehearsal extends DrillReport {
  readonly summary: string
  readonly attempts: readonly AttemptRecord[]
  readonly picture: Timeline
}

/** Rules of the operator that a drill is played under. @default those of `createRoute` */
export type RehearsalRules = Pick<RouteOptions, 'onRefusal' | 'attempts'>

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

/** Plays a scenario on virtual time against a route as `review` would make it: the vendors' own SDKs, default rules. */
export async function rehearseScenario(name: ScenarioName, rules: RehearsalRules = {}): Promise<Rehearsal> {
  const scenario = SCENARIOS[name]
  const attempts: AttemptRecord[] = []
  const startedAt = new Date(Date.parse(scenario.startsAt ?? '2026-06-12T17:21:00-04:00')).toISOString()
  await loadSdks(scenario.models)
  const report = await runDrill(scenario, {
    connect: (ground) => connect(ground, scenario.models, { attempts, rules }),
  })
  return { ...report, summary: scenario.summary, attempts, picture: timelineOf(attempts, startedAt, scenario.lastsMs) }
}

/**
 * Loads the vendors' SDKs by a call that leads nowhere. Reading files takes real time, and on virtual time a minute passes
 * while nobody looks; so it is done before the clock starts.
 */
async function loadSdks(models: Scenario['models']): Promise<void> {
  const nowhere = (): Promise<never> => Promise.reject(new TypeError('This call leads nowhere.'))
  for (const { vendor, model } of models) {
    const target = createTarget({ vendor, model, apiKey: 'none', fetch: nowhere })
    await target.invoke(CALL, attemptContext()).catch(() => {})
    await target.close?.()
  }
}

function connect(
  { stage, fetch, runtime, onNotice }: DrillGround,
  models: Scenario['models'],
  { attempts, rules }: { readonly attempts: AttemptRecord[]; readonly rules: RehearsalRules },
) {
  const targets = models.map(({ vendor, model }) =>
    createTarget({
      vendor,
      model,
      runtime,
      baseURL: stage.baseURL(vendor),
      apiKey: stage.apiKey(vendor),
      ...(fetch && { fetch }),
    }),
  )
  const route = createRoute({ targets, runtime, ...rules })
  onNotice(({ model, sentence }) => {
    const target = targets.find((each) => each.model === model)
    if (target) route.withdraw(target.id, { reason: sentence })
  })
  return async ({ stream, signal }: { readonly stream: boolean; readonly signal: AbortSignal }) => {
    try {
      const result = await route.run({ ...CALL, stream }, { signal, accept })
      attempts.push(...result.attempts)
      return { servedModel: result.reply.servedModel, text: result.reply.text }
    } catch (error) {
      if (error instanceof Error && 'attempts' in error) attempts.push(...(error.attempts as readonly AttemptRecord[]))
      throw error
    }
  }
}
