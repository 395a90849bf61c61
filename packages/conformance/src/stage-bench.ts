import { hasCode, type ModelAdapter } from '@understudy/spec'
import { type Bench, type BenchReply, type BenchRequest, NotOnThisBench } from './bench.ts'
import { REPLY } from './calls.ts'

/** The part of an `@understudy/outage` stage that a bench needs. */
export interface StageForBench {
  apiKey(vendor: never): string
  inject(model: string, fault: never): () => void
  asked(model: string): number
  reset(): void
}

/** A stage of `@understudy/outage` and the adapter that is put on it. */
export interface StageBenchOptions {
  readonly name: string
  readonly stage: StageForBench
  /** The stage's word for the vendor. */
  readonly vendor: string
  /** A model of the stage's world, made with `script.writer` as its replies. */
  readonly model: string
  readonly script: ReplyScript
  readonly create: () => ModelAdapter
  /** @default 'real' */
  readonly sockets?: Bench['sockets']
}

/** What the model of a bench says; its `writer` is given to the stage's world. */
export interface ReplyScript {
  readonly writer: (request: BenchRequest) => { readonly text: string; readonly usage: BenchReply['usage'] }
  says(reply: BenchReply): void
  heard(): BenchRequest | undefined
}

/** A writer of replies for a stage, and the handle by which a bench tells it what to say next. */
export function replyScript(): ReplyScript {
  let current = REPLY
  let last: BenchRequest | undefined
  return {
    writer: (request) => {
      last = request
      return current
    },
    says: (reply) => void (current = reply),
    heard: () => last,
  }
}

/** Makes a bench of a stage. */
export function stageBench({ name, stage, vendor, model, script, create, sockets = 'real' }: StageBenchOptions): Bench {
  return {
    name,
    sockets,
    apiKey: stage.apiKey(vendor as never),
    adapter: create,
    says: (reply) => script.says(reply),
    inject(fault, settings = {}) {
      try {
        stage.inject(model, { name: fault, ...settings } as never)
      } catch (error) {
        if (hasCode(error, 'invalid-option') && error.path === 'inject.fault') throw new NotOnThisBench(error.message)
        throw error
      }
    },
    heard: () => script.heard(),
    asked: () => stage.asked(model),
    reset() {
      stage.reset()
      script.says(REPLY)
    },
  }
}
