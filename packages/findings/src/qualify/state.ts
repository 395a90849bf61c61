import { UnderstudyError } from '@understudy/spec'
import { parseDocument } from '../parse/document.ts'
import { problemSentence } from '../parse/problem.ts'
import { isObject } from '../parse/shape.ts'
import { reportSchema } from '../schema/index.ts'
import type { Report } from '../finding/report.ts'

/** What the runs of a qualification were asked; runs of another question are no runs of this one. */
export interface QualifyQuestion {
  readonly digest: string
  readonly task: string
  readonly promptVersion: string
}

/** Finished runs, by `target#run`. Plain JSON: saved after every run, and handed back to go on. */
export interface QualifyState extends QualifyQuestion {
  readonly runs: Readonly<Record<string, Report>>
}

const LIMITS = { maxBytes: 512 * 1024 * 1024, maxDepth: 64 }

const advice = 'Move the file away to begin anew.'

/** Reads what an interrupted qualification saved. @throws UnderstudyError `invalid-document` with the path inside the document */
export function readQualifyState(json: string): QualifyState {
  const parsed = parseDocument(json, LIMITS)
  if (!parsed.ok) throw invalid(parsed.problems.map((one) => problemSentence(one).replace(/^The answer/, 'It')).join(' '))
  const { value } = parsed
  if (!isObject(value)) throw invalid('It must be an object.')
  for (const name of ['digest', 'task', 'promptVersion'])
    if (typeof value[name] !== 'string') throw invalid(`${name} must be a text.`)
  if (!isObject(value['runs'])) throw invalid('runs must be an object.')
  for (const [name, run] of Object.entries(value['runs'])) {
    const report = reportSchema.safeParse(run)
    const [issue] = report.error?.issues ?? []
    if (issue) throw invalid(`runs["${name}"] is no report, at ${issue.path.join('.') || 'its root'}: ${issue.message}.`)
  }
  return value as unknown as QualifyState
}

/** Refuses to go on from runs that answered another question, rather than to pay for them again and write over them. */
export function checkSameQuestion(state: QualifyState, question: QualifyQuestion): void {
  const differs = (['digest', 'task', 'promptVersion'] as const).find((name) => state[name] !== question[name])
  if (differs === undefined) return
  const what = {
    digest: 'another corpus, or the corpus was changed since',
    task: `the task ${state.task}, not ${question.task}`,
    promptVersion: `the prompt ${state.promptVersion}, not ${question.promptVersion}`,
  }
  throw invalid(`Its runs were made on ${what[differs]}.`)
}

function invalid(sentence: string): UnderstudyError<'invalid-document'> {
  return new UnderstudyError('invalid-document', `The saved runs cannot be gone on with. ${sentence} ${advice}`)
}
