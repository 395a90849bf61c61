import { ModelFailure, type ModelReply } from '@understudy/spec'
import type { SchemaIssue, StandardSchema } from './standard-schema.ts'
import { strictJson } from './strict-json.ts'

/** Most issues that a sentence names. */
const NAMED_ISSUES = 3

/** The last one would win without a word, and an answer could so take back what it said first. */
const WRONG = Object.freeze({ repeated: 'twice', prototype: 'as a name' })

/**
 * Makes an `accept` out of a schema: the reply must be one JSON document that fits.
 * The failure names where it does not, never what the model wrote there.
 */
export function acceptJson<Output>(schema: StandardSchema<Output>) {
  return async (reply: ModelReply, target: { readonly id: string }): Promise<Output> => {
    const malformed = (sentence: string): ModelFailure =>
      new ModelFailure(target.id, 'malformed', sentence, { usage: reply.usage, servedModel: reply.servedModel })
    const read = strictJson(reply.text)
    if (!read.ok && 'name' in read) throw malformed(`The answer of ${target.id} gives ${wordOf(read.name)} ${WRONG[read.is]}.`)
    if (!read.ok) throw malformed(`${target.id} did not answer with one JSON document.`)
    const checked = await schema['~standard'].validate(read.value)
    if (!checked.issues) return checked.value
    const places = checked.issues.slice(0, NAMED_ISSUES).map(placeOf)
    throw malformed(`The answer of ${target.id} does not fit the schema at ${places.join(', ')}.`)
  }
}

/** Only the path: a message may quote the answer. */
function placeOf({ path = [] }: SchemaIssue): string {
  const parts = path.map((part) => String(typeof part === 'object' ? part.key : part))
  return parts.length === 0 ? 'its root' : parts.map(wordOf).join('.')
}

/** A key is the model's own text, so little of it is said. */
function wordOf(key: string): string {
  return key.replace(/[^\w.[\]-]/g, '?').slice(0, 40)
}
