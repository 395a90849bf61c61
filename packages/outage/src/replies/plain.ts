import { isObject } from '../wire/request.ts'
import { labelledReviewer } from './labelled.ts'
import { writeFromSchema } from './schema-writer.ts'
import type { ReplyWriter } from './writer.ts'

const cleanReviewer = labelledReviewer({ labels: [], habits: { inventions: 0 } })

/** What a model says when nobody told it what to say: a clean review, JSON that fits the schema, or a sentence. */
export const defaultReplies: ReplyWriter = (request) => {
  const properties = isObject(request.schema?.['properties']) ? request.schema['properties'] : {}
  if ('findings' in properties && 'files' in properties) return cleanReviewer(request)
  if (request.schema) return JSON.stringify(writeFromSchema(request.schema, request.random))
  return `This is ${request.model} on a simulated stage. You said ${request.input.length} characters.`
}
