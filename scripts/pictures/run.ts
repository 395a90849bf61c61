import { virtualStage } from '@understudy/outage'
import { anthropic, createReviewer, google, openai, type Report } from '@understudy/sdk'
import { virtualRuntime } from '@understudy/spec/virtual'
import { timelineFile } from '@understudy/cli/report'
import { scheduleOutage } from '../../examples/demo/outage.ts'
import { shopFiles } from '../../examples/simulated/shop.ts'
import { FABLE, GEMINI, GPT, simulatedModels } from '../../examples/simulated/vendors.ts'

/** Models that take seconds for a file, as real ones do, and longer for a longer one. */
const LATENCY_MS = 300
const BYTES_PER_MS = 16
const AT_ONCE = 2

/** The demo's review, with its withdrawal in the middle, on virtual time: the same attempts at the same times, every time. */
async function withdrawalRun(): Promise<Report> {
  // Reading files takes real time, and on virtual time minutes pass while nobody looks.
  await Promise.all([import('@anthropic-ai/sdk'), import('openai'), import('@google/genai')])
  const runtime = virtualRuntime()
  const stage = virtualStage({ models: await simulatedModels({ latencyMs: LATENCY_MS }), runtime })
  const connection = (vendor: 'anthropic' | 'openai' | 'google') => ({
    apiKey: stage.apiKey(vendor),
    async fetch(input: string | URL | Request, init?: RequestInit) {
      const response = await stage.fetch(input, init)
      const length = typeof init?.body === 'string' ? init.body.length : 0
      if (response.ok) await runtime.sleep(length / BYTES_PER_MS)
      return response
    },
    runtime,
  })
  const reviewer = createReviewer({
    targets: [
      anthropic({ model: FABLE, ...connection('anthropic') }),
      openai({ model: GPT, ...connection('openai') }),
      google({ model: GEMINI, ...connection('google') }),
    ],
    concurrency: AT_ONCE,
    runtime,
  })
  scheduleOutage(stage, reviewer, () => {})
  const files = await shopFiles()
  try {
    return await runtime.until(reviewer.review({ files }))
  } finally {
    await reviewer.close()
    await stage.close()
  }
}

/** Its picture, which says what of it is not real. */
export async function withdrawalPicture(): Promise<string> {
  return timelineFile(await withdrawalRun(), 'Simulated vendors, virtual time.')
}
