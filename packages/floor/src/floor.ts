import {
  type AttemptContext,
  checkMembers,
  checkNumber,
  hasCode,
  type ModelAdapter,
  type ModelCall,
  ModelFailure,
  type ModelReply,
  type ReportedFlaw,
  type ReviewReply,
  type SourceFile,
} from '@understudy/spec'
import { scan } from './scan.ts'

export interface FloorOptions {
  /** Longer files are not reviewed, in characters. @default 1_000_000 */
  readonly maxFileLength?: number
}

export const FLOOR_ID = 'floor/ast-grep'
const MODEL = 'ast-grep'
const LONGEST_FILE = 1_000_000

/**
 * The offline engine that still answers when every model is gone: pattern rules with name-level taint, no network, no
 * key. Its answers are always degraded, and its silence proves nothing.
 * @throws InvalidOptionError
 */
export function floor(options: FloorOptions = {}): ModelAdapter {
  checkMembers('', options, ['maxFileLength'])
  const maxFileLength = checkNumber('maxFileLength', options.maxFileLength ?? LONGEST_FILE, { min: 1, whole: true })
  return Object.freeze<ModelAdapter>({
    contract: 1,
    id: FLOOR_ID,
    model: MODEL,
    degraded: true,
    channel: Object.freeze({ vendor: 'floor', endpoint: 'local', residency: 'local', retention: 'none', credential: 'none' }),
    // Nothing is sent anywhere, so only the machine's memory limits it.
    limits: Object.freeze({ contextTokens: 10_000_000, maxOutputTokens: 10_000_000, structuredOutput: true, streaming: false }),
    invoke: async (call, context) => answer(call, context, maxFileLength),
    probe: async () => {},
  })
}

async function answer(call: ModelCall, context: AttemptContext, maxFileLength: number): Promise<ModelReply> {
  if (call.task !== 'review.files' && call.task !== 'review.diff')
    throw new ModelFailure(FLOOR_ID, 'not-permitted', `The floor only reviews; it cannot do ${call.task}.`, { scope: 'request' })
  if (!call.files?.length)
    throw new ModelFailure(FLOOR_ID, 'invalid-request', 'The floor reads `call.files`, and this call has none.')
  const started = context.runtime.now()
  context.onProgress?.({ mark: 'sent' })
  const findings: ReportedFlaw[] = []
  const files: ReviewReply['files'][number][] = []
  for (const file of call.files) {
    if (context.signal.aborted)
      throw new ModelFailure(FLOOR_ID, 'cancelled', 'The review was cancelled while the floor was reading.', {
        cause: context.signal.reason,
      })
    const review = reviewOf(file, maxFileLength)
    findings.push(...review.findings)
    files.push(review.entry)
    // One file takes milliseconds; between two, others get their turn and a cancellation is seen.
    await Promise.resolve()
  }
  const text = JSON.stringify({ findings, files, end: 'end-of-review' } satisfies ReviewReply)
  const totalMs = context.runtime.now() - started
  context.onProgress?.({ mark: 'content', text })
  context.onProgress?.({ mark: 'finished' })
  return {
    text,
    stop: { unified: 'finished', raw: 'end' },
    requestedModel: MODEL,
    servedModel: MODEL,
    servedAsRequested: true,
    usage: { inputTotal: 0, inputCached: 0, outputVisible: 0, reasoning: 0 },
    timing: { firstByteMs: totalMs, totalMs },
    adjustments: [],
    degraded: true,
  }
}

function reviewOf(
  file: SourceFile,
  maxFileLength: number,
): { findings: ReviewReply['findings']; entry: ReviewReply['files'][number] } {
  const unread = (note: string): ReturnType<typeof reviewOf> => ({
    findings: [],
    entry: { path: file.path, verdict: 'not-reviewed', note },
  })
  if (file.content.length > maxFileLength)
    return unread(`The file has ${file.content.length} characters; the floor reads at most ${maxFileLength}.`)
  try {
    const { flaws, note } = scan(file.path, file.content)
    const shift = (file.firstLine ?? 1) - 1
    const findings = flaws.map((flaw) => ({ ...flaw, startLine: flaw.startLine + shift, endLine: flaw.endLine + shift }))
    const verdict = note ? 'not-reviewed' : findings.length > 0 ? 'findings' : 'clean'
    return { findings, entry: { path: file.path, verdict, note } }
  } catch (error) {
    if (hasCode(error, 'missing-peer')) return unread(error.message)
    throw error
  }
}
