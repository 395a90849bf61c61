import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { loopbackStage } from '@understudy/outage/loopback'
import { type DrillGround, runDrill, SCENARIOS, type Stage, type WorldOptions } from '@understudy/outage'
import { type BenchRow, median } from './row.ts'

const WORLD: WorldOptions = {
  models: [
    { vendor: 'openai', model: 'gpt-6', tokensPerSecond: 0 },
    { vendor: 'anthropic', model: 'claude-fable-5' },
    { vendor: 'google', model: 'gemini-3-pro' },
    { vendor: 'anthropic', model: 'slow-stream', tokensPerSecond: 20 },
  ],
}

/** What the client process is told to do, and what it reports. */
export interface LoadOrder {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly connections: number
  readonly requests: number
}
export interface LoadReport {
  readonly answered: number
  readonly failed: number
  readonly seconds: number
  readonly mostOpen: number
}

function order(stage: Stage, model: string, stream: boolean): Pick<LoadOrder, 'url' | 'headers' | 'body'> {
  return {
    url: `${stage.baseURL('anthropic')}/v1/messages`,
    headers: { 'x-api-key': stage.apiKey('anthropic'), 'anthropic-version': '2026-10-21', 'content-type': 'application/json' },
    body: JSON.stringify({ model, max_tokens: 4_000, stream, messages: [{ role: 'user', content: 'x'.repeat(2_000) }] }),
  }
}

/** Loads a stage from a second process, so that the client's work is not counted as the stage's. */
async function load(work: LoadOrder): Promise<LoadReport> {
  const client = fork(fileURLToPath(new URL('stage/client.ts', import.meta.url)), {
    execArgv: process.execArgv.filter((arg) => arg !== '--expose-gc'),
  })
  client.send(work)
  const [report] = (await once(client, 'message')) as [LoadReport]
  client.kill()
  return report
}

/** A client that asks two models in turn: the least that survives a withdrawal, so that the stage's own time shows. */
function plainClient({ stage, fetch = globalThis.fetch }: DrillGround) {
  const { url, headers } = order(stage, '', false)
  return async ({ signal }: { readonly signal: AbortSignal }) => {
    for (const model of ['claude-fable-5', 'claude-opus-4-8']) {
      const response = await fetch(url, { method: 'POST', headers, body: order(stage, model, false).body, signal })
      if (!response.ok) continue
      const answer = (await response.json()) as { model: string; content: readonly { text: string }[] }
      return { servedModel: answer.model, text: answer.content[0]?.text ?? '' }
    }
    throw new Error('Nobody answered.')
  }
}

/** Real milliseconds that an hour's outage with 1,000 calls takes on virtual time. */
async function virtualHour(): Promise<BenchRow> {
  const times: number[] = []
  for (let run = 0; run < 5; run++) {
    const before = performance.now()
    const { calls, lost } = await runDrill(SCENARIOS['withdrawal-for-one-account'], { connect: plainClient })
    if (calls.length !== 1_000 || lost > 0) throw new Error(`The drill lost ${lost} of ${calls.length} calls.`)
    times.push(performance.now() - before)
  }
  const value = median(times)
  return {
    name: 'virtual stage: an hour of outage with 1,000 calls',
    unit: 'ms',
    value,
    target: '< 1,000 ms',
    met: value < 1_000,
  }
}

/** How fast the loopback stage is: it must never be the bottleneck of another figure. */
export async function stageSpeed(): Promise<readonly BenchRow[]> {
  const starts: number[] = []
  for (let run = 0; run < 7; run++) {
    const before = performance.now()
    const stage = await loopbackStage(WORLD)
    starts.push(performance.now() - before)
    await stage.close()
  }
  await using stage = await loopbackStage(WORLD)
  await load({ ...order(stage, 'claude-fable-5', false), connections: 16, requests: 4_000 })
  const cpuBefore = process.cpuUsage()
  const unary = await load({ ...order(stage, 'claude-fable-5', false), connections: 16, requests: 30_000 })
  const cpu = process.cpuUsage(cpuBefore)
  const cpuSeconds = (cpu.user + cpu.system) / 1e6
  const streams = await load({ ...order(stage, 'slow-stream', true), connections: 2_000, requests: 2_000 })
  const start = median(starts)
  const rate = unary.answered / cpuSeconds
  return [
    await virtualHour(),
    { name: 'loopback stage: start', unit: 'ms', value: start, target: '< 50 ms', met: start < 50 },
    {
      name: 'loopback stage: unary answers per second of its core',
      unit: '1/s',
      value: rate,
      target: '≥ 5,000',
      met: rate >= 5_000 && unary.failed === 0,
    },
    {
      name: 'loopback stage: streams open at once and finished',
      unit: 'streams',
      value: Math.min(streams.mostOpen, streams.answered),
      target: '≥ 2,000',
      met: streams.mostOpen >= 2_000 && streams.answered >= 2_000 && streams.failed === 0,
    },
  ]
}
