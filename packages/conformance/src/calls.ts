import {
  type AttemptContextOptions,
  attemptContext,
  hasCode,
  type ModelAdapter,
  type ModelCall,
  type ModelFailure,
  type ModelReply,
} from '@understudy/spec'
import type { Bench, BenchReply } from './bench.ts'
import { type CallForm, ContractBreach } from './clause.ts'

/** Text that stands for a customer's code; it must not turn up in any error. */
export const CODE_CANARY = 'understudyCanarySourceLine(request.query.accountNumber)'

/** A call as the engine makes them. */
export function callOf(form: CallForm, change: Partial<ModelCall> = {}): ModelCall {
  return {
    task: 'plain',
    system: 'You answer with one JSON object.',
    input: `Answer for this line: ${CODE_CANARY}`,
    schema: {
      type: 'object',
      properties: { answer: { type: 'string' } },
      required: ['answer'],
      additionalProperties: false,
    },
    maxOutputTokens: 4_000,
    promptVersion: 'conformance-1',
    safetyIdentifier: 'conformance-tenant',
    ...(form === 'stream' && { stream: true }),
    ...change,
  }
}

/** Characters of one to four bytes, and a length that a stream sends in many pieces. */
export const REPLY: BenchReply = {
  text: JSON.stringify({ answer: `größer → 漢字 🙂 ${'and so on, '.repeat(20)}` }),
  usage: { input: 105, cached: 10, output: 30, reasoning: 20 },
}

/** Makes one call with a fresh adapter and closes it, whatever happens. */
export async function withAdapter<T>(bench: Bench, use: (adapter: ModelAdapter) => Promise<T>): Promise<T> {
  const adapter = bench.adapter()
  try {
    return await use(adapter)
  } finally {
    await adapter.close?.()
  }
}

export async function answer(bench: Bench, form: CallForm, context: AttemptContextOptions = {}): Promise<ModelReply> {
  return withAdapter(bench, (adapter) => adapter.invoke(callOf(form), attemptContext(context)))
}

/** The failure of a call. @throws ContractBreach when it succeeds, or ends with anything but a ModelFailure */
export async function failureOf(
  adapter: ModelAdapter,
  call: ModelCall,
  context: AttemptContextOptions = {},
): Promise<ModelFailure> {
  let reply: ModelReply
  try {
    reply = await adapter.invoke(call, attemptContext(context))
  } catch (error) {
    if (hasCode(error, 'model-failure')) return error
    throw new ContractBreach('Every failed call ends with a ModelFailure', { cause: error })
  }
  throw new ContractBreach(`The call must fail, but it answered with ${reply.text.length} characters`)
}
