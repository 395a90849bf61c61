import type { Route } from '@understudy/failover'
import { parseDocument, problemSentence, unwrapAnswer } from '@understudy/findings'
import { type AttemptRecord, type ModelCall, ModelFailure, type ModelReply, type Runtime } from '@understudy/spec'
import type { ServedBy } from '../coverage/piece-outcome.ts'
import { dataBlock, unguessable } from '../prompt/data-block.ts'
import { explain } from '../reviewer/explain.ts'
import { repairCall } from './repair.ts'
import type { CallSettings } from './review/call.ts'
import { schemaProblems } from './schema-check.ts'
import type { Task } from './task.ts'

/** What came of a task. Only `answered` carries a value; nothing else may be read as an answer. */
export type TaskResult<O> =
  | {
      readonly status: 'answered'
      readonly value: O
      readonly by: ServedBy
      readonly promptVersion: string
      readonly attempts: readonly AttemptRecord[]
    }
  | { readonly status: 'refused' | 'failed'; readonly reason: string; readonly attempts: readonly AttemptRecord[] }

/** What one task can be told. */
export interface TaskOptions {
  readonly signal?: AbortSignal
  /** All attempts together, milliseconds. @default the reviewer's `deadlineMs` */
  readonly deadlineMs?: number
  /** Whose code it is, for policies that ask. @default {} */
  readonly subject?: Readonly<Record<string, string>>
}

/** Everything a task needs from its reviewer. */
export interface TaskWorld {
  readonly runtime: Pick<Runtime, 'random'>
  readonly route: Route
  readonly settings: CallSettings
}

const MOST_SENTENCES = 5

/** Reads an answer strictly. @throws ModelFailure `malformed` or `truncated` */
function acceptAnswer<I, O>(task: Task<I, O>, input: I, reply: ModelReply, target: string): O {
  const details = { servedModel: reply.servedModel, usage: reply.usage }
  const parsed = parseDocument(unwrapAnswer(reply.text))
  const problems = parsed.ok ? schemaProblems(task.schema, parsed.value) : parsed.problems
  const read = parsed.ok && problems.length === 0 ? task.read(parsed.value, input) : { ok: false as const, problems }
  if (read.ok) return read.value
  const sentence = read.problems.slice(0, MOST_SENTENCES).map(problemSentence).join(' ')
  throw new ModelFailure(target, !parsed.ok && parsed.truncated ? 'truncated' : 'malformed', sentence, details)
}

function callOf<I, O>(task: Task<I, O>, input: I, { runtime, settings }: TaskWorld): ModelCall {
  const sections = task.sections(input)
  return {
    task: task.name,
    system: task.system,
    input: `${task.question(input)}\n\n${dataBlock(sections, unguessable(runtime, sections))}`,
    schema: task.schema,
    schemaName: task.schemaName,
    files: task.files(input),
    promptVersion: task.promptVersion,
    ...settings,
  }
}

/** Asks one question through the route of its task. Fails only for wrong input or a fault of ours. */
export async function runTask<I, O>(
  task: Task<I, O>,
  input: I,
  world: TaskWorld,
  { signal, deadlineMs, subject = {} }: TaskOptions,
): Promise<TaskResult<O>> {
  try {
    const served = await world.route.run<O>(callOf(task, input, world), {
      accept: (reply, target) => acceptAnswer(task, input, reply, target.id),
      repair: repairCall,
      subject,
      ...(signal && { signal }),
      ...(deadlineMs !== undefined && { deadlineMs }),
    })
    const { value, reply, target, key, endpoint, degraded, attempts } = served
    const by = { target, key, endpoint, servedModel: reply.servedModel, degraded }
    return { status: 'answered', value, by, promptVersion: task.promptVersion, attempts }
  } catch (error) {
    const explained = explain(error)
    if (!explained) throw error
    const status = explained.disposition === 'refused' ? 'refused' : 'failed'
    return { status, reason: explained.reason, attempts: explained.attempts }
  }
}
