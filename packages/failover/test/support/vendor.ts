import {
  type Channel,
  type ModelAdapter,
  type ModelCall,
  ModelFailure,
  type ModelReply,
  type AttemptContext,
} from '@understudy/spec'

export const CALL: ModelCall = {
  task: 'review.files',
  system: 'Review.',
  input: 'code',
  maxOutputTokens: 1_000,
  promptVersion: 'test',
}

/** A whole, honest answer. */
export function reply(model: string, change: Partial<ModelReply> = {}): ModelReply {
  return {
    text: `answer of ${model}`,
    stop: { unified: 'finished', raw: 'stop' },
    requestedModel: model,
    servedModel: model,
    servedAsRequested: true,
    usage: { inputTotal: 100, inputCached: 0, outputVisible: 10, reasoning: 0 },
    timing: { firstByteMs: 1, totalMs: 2 },
    adjustments: [],
    ...change,
  }
}

/** What a scripted vendor does with one call. */
export type Behaviour = (context: AttemptContext, call: ModelCall) => Promise<ModelReply> | ModelReply

export interface ScriptedVendor extends ModelAdapter {
  /** Calls it received. */
  asked: number
  /** Change it to change what happens next. */
  behave: Behaviour
}

/** An adapter whose behaviour a test sets and changes. */
export function vendor(
  id: string,
  behave?: Behaviour,
  channel: Partial<Channel> = {},
  change: Partial<ModelAdapter> = {},
): ScriptedVendor {
  const [name = 'vendor', model = 'model'] = id.split('/')
  const own: ScriptedVendor = {
    contract: 1,
    id,
    model,
    channel: { vendor: name, endpoint: `https://${name}.test`, credential: `key-${name}`, ...channel },
    limits: { contextTokens: 100_000, maxOutputTokens: 10_000, structuredOutput: true, streaming: true },
    asked: 0,
    behave: behave ?? (() => reply(model)),
    async invoke(call, context) {
      own.asked++
      return own.behave(context, call)
    },
    ...change,
  }
  return own
}

export function fails(...args: ConstructorParameters<typeof ModelFailure>): Behaviour {
  return () => {
    throw new ModelFailure(...args)
  }
}

/** Answers after `ms` of the runtime's time. */
export function after(ms: number, then: Behaviour): Behaviour {
  return async (context, call) => {
    await context.runtime.sleep(ms, context.signal)
    return then(context, call)
  }
}

/** Never answers, and ignores its signal. */
export const hang: Behaviour = () => new Promise<ModelReply>(() => {})
