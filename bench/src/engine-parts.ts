import type { ModelAdapter, ModelCall } from '@understudy/spec'
import { modelReply } from './engine-capacity.ts'

export const CALL: ModelCall = {
  task: 'review.files',
  system: 'Review.',
  input: 'x'.repeat(2_000),
  maxOutputTokens: 1_000,
  promptVersion: 'bench',
}

/** A target of its own vendor, endpoint and credential. */
export function engineAdapter(n: number, invoke: ModelAdapter['invoke'] = async () => modelReply(`m${n}`)): ModelAdapter {
  return {
    contract: 1,
    id: `v${n}/m${n}`,
    model: `m${n}`,
    channel: { vendor: `v${n}`, endpoint: `https://v${n}.test`, credential: `key${n}` },
    limits: { contextTokens: 100_000, maxOutputTokens: 10_000, structuredOutput: true, streaming: true },
    invoke,
  }
}
