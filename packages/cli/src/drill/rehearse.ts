import { createRoute } from '@understudy/failover'
import { type DrillGround, type DrillReport, runDrill, SCENARIOS, type ScenarioName } from '@understudy/outage'
import { createTarget } from '@understudy/sdk'
import type { AttemptRecord, ModelCall } from '@understudy/spec'
import { type Timeline, timelineOf } from '../timeline/model.ts'

/** What was rehearsed and what came of it. */
export interface Rehearsal extends DrillReport {
  readonly summary: string
  readonly attempts: readonly AttemptRecord[]
  readonly picture: Timeline
}

const CALL: Omit<ModelCall, 'stream'> = {
  task: 'plain',
  system: 'You review code.',
  input: 'Is this line safe? const limit = 10',
  maxOutputTokens: 256,
  promptVersion: 'drill-1',
}

/** Plays a scenario on virtual time against a route as `review` would make it: the vendors' own SDKs, default rules. */
export async function rehearseScenario(name: ScenarioName): Promise<Rehearsal> {
  const scenario = SCENARIOS[name]
  const attempts: AttemptRecord[] = []
  const startedAt = new Date(Date.parse(scenario.startsAt ?? '2026-06-12T17:21:00-04:00')).toISOString()
  const report = await runDrill(scenario, {
    connect: (ground) => connect(ground, scenario.models, attempts),
  })
  return { ...report, summary: scenario.summary, attempts, picture: timelineOf(attempts, startedAt, scenario.lastsMs) }
}

function connect(
  { stage, fetch, runtime, onNotice }: DrillGround,
  models: (typeof SCENARIOS)[ScenarioName]['models'],
  attempts: AttemptRecord[],
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
  const route = createRoute({ targets, runtime })
  onNotice(({ model, sentence }) => {
    const target = targets.find((each) => each.model === model)
    if (target) route.withdraw(target.id, { reason: sentence })
  })
  return async ({ stream, signal }: { readonly stream: boolean; readonly signal: AbortSignal }) => {
    try {
      const result = await route.run({ ...CALL, stream }, { signal })
      attempts.push(...result.attempts)
      return { servedModel: result.reply.servedModel, text: result.reply.text }
    } catch (error) {
      if (error instanceof Error && 'attempts' in error) attempts.push(...(error.attempts as readonly AttemptRecord[]))
      throw error
    }
  }
}
