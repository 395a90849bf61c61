import { UnderstudyError } from '@understudy/spec'
import { type DocumentLimits, parseDocument } from '../parse/document.ts'
import { problemSentence } from '../parse/problem.ts'
import { isObject } from '../parse/shape.ts'
import type { Report } from './report.ts'

/** Reports of large repositories are larger than one model's answer. */
const LIMITS: DocumentLimits = { maxBytes: 256 * 1024 * 1024, maxDepth: 64 }

/**
 * Reads a report that was written as canonical JSON. Members that this version does not know are kept.
 * Loads zod at the first call.
 * @throws UnderstudyError `invalid-document`, with the path inside the document
 */
export async function parseReport(json: string): Promise<Report> {
  const parsed = parseDocument(json, LIMITS)
  if (!parsed.ok)
    throw invalid(parsed.problems.map((problem) => problemSentence(problem).replace(/^The answer/, 'The document')).join(' '))
  const version = isObject(parsed.value) ? parsed.value['schemaVersion'] : undefined
  if (version !== 1) {
    const advice =
      typeof version === 'number' && version > 1
        ? 'It was written by a newer version; update Understudy.'
        : 'Is it a report of Understudy?'
    throw invalid(`schemaVersion must be 1. ${advice}`)
  }
  const { reportSchema } = await import('../schema/index.ts')
  const result = reportSchema.safeParse(parsed.value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const more = result.error.issues.length - 1
  throw invalid(`${pathText(issue?.path ?? [])}: ${issue?.message ?? 'invalid'}.${more > 0 ? ` ${more} more.` : ''}`)
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}

function invalid(sentence: string): UnderstudyError<'invalid-document'> {
  return new UnderstudyError('invalid-document', `The report cannot be read: ${sentence}`)
}
