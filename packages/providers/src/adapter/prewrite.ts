import type { JsonSchema, ModelCall } from '@understudy/spec'
import { type Prewritten, writeOnce } from '../transport/index.ts'

/** A call whose fixed parts are written already, with a mark in the place of each. */
export interface PrewrittenCall {
  /** The call with marks in the place of what is written already. */
  readonly call: ModelCall
  readonly prewritten: readonly Prewritten[]
}

/**
 * For a dialect whose SDK sends system text and schema as they are. Both come with every call of a review, and are most of
 * its request: their JSON is written for the first call only. With `sendsSchema: false` schemas stay in the call.
 */
export function prewriter({ sendsSchema = true } = {}): (call: ModelCall) => PrewrittenCall {
  const [systemOnce, schemaOnce] = [writeOnce(), writeOnce()]
  return (call) => {
    const system = systemOnce(call.system)
    const schema = call.schema && sendsSchema ? schemaOnce(call.schema) : undefined
    if (!schema) return { call: { ...call, system: system.mark }, prewritten: [system] }
    // To the vendor's SDK a schema is a value like any other.
    const mark = schema.mark as unknown as JsonSchema
    return { call: { ...call, system: system.mark, schema: mark }, prewritten: [system, schema] }
  }
}
