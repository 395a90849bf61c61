import {
  type AttemptContext,
  type ModelAdapter,
  type ModelCall,
  ModelFailure,
  type ModelReply,
  type ReportedFlaw,
  type ReviewReply,
  type SourceFile,
  type TaskName,
} from '@understudy/spec'

/** What an engine says of one file. */
export interface FileReview {
  readonly findings: readonly ReportedFlaw[]
  readonly entry: ReviewReply['files'][number]
}

/** An engine that reviews without a model. */
export interface FloorEngine {
  /** Second half of the target's id. */
  readonly model: string
  /** Made ready once for every call: loads what the files are reviewed with. @throws ModelFailure */
  prepare(context: AttemptContext): Promise<(file: SourceFile) => FileReview>
}

/** Rules know code, and nothing of whether a finding is real or a fix is right. */
const TASKS: readonly TaskName[] = Object.freeze<TaskName[]>(['review.files', 'review.diff'])

/** An adapter around an engine on this machine: always degraded, no network, no key. */
export function floorAdapter({ model, prepare }: FloorEngine): ModelAdapter {
  const id = `floor/${model}`
  return Object.freeze<ModelAdapter>({
    contract: 1,
    id,
    model,
    degraded: true,
    tasks: TASKS,
    channel: Object.freeze({ vendor: 'floor', endpoint: 'local', residency: 'local', retention: 'none', credential: 'none' }),
    // Nothing is sent anywhere, so only the machine's memory limits it.
    limits: Object.freeze({ contextTokens: 10_000_000, maxOutputTokens: 10_000_000, structuredOutput: true, streaming: false }),
    async invoke(call, context) {
      const files = reviewable(id, call)
      const started = context.runtime.now()
      context.onProgress?.({ mark: 'sent' })
      const review = await prepare(context)
      const reviews: FileReview[] = []
      for (const file of files) {
        if (context.signal.aborted) throw cancelled(id, context.signal)
        reviews.push(review(file))
        // Lets a caller that aborts from a promise be heard; a file takes milliseconds, so nothing else has to wait long.
        await Promise.resolve()
      }
      return reply(model, reviews, started, context)
    },
    probe: async (context) => void (await prepare(context)),
  })
}

function reviewable(id: string, { task, files }: ModelCall): readonly SourceFile[] {
  if (!TASKS.includes(task))
    throw new ModelFailure(id, 'not-permitted', `The floor only reviews; it cannot do ${task}.`, { scope: 'request' })
  if (files?.length) return files
  throw new ModelFailure(id, 'invalid-request', 'The floor reads `call.files`, and this call has none.')
}

function cancelled(id: string, { reason }: AbortSignal): ModelFailure {
  return new ModelFailure(id, 'cancelled', 'The review was cancelled while the floor was reading.', { cause: reason })
}

function reply(model: string, reviews: readonly FileReview[], started: number, context: AttemptContext): ModelReply {
  const text = JSON.stringify({
    findings: reviews.flatMap(({ findings }) => findings),
    files: reviews.map(({ entry }) => entry),
    end: 'end-of-review',
  } satisfies ReviewReply)
  const totalMs = context.runtime.now() - started
  context.onProgress?.({ mark: 'content', text })
  context.onProgress?.({ mark: 'finished' })
  return {
    text,
    stop: { unified: 'finished', raw: 'end' },
    requestedModel: model,
    servedModel: model,
    servedAsRequested: true,
    usage: { inputTotal: 0, inputCached: 0, outputVisible: 0, reasoning: 0 },
    timing: { firstByteMs: totalMs, totalMs },
    adjustments: [],
    degraded: true,
  }
}
