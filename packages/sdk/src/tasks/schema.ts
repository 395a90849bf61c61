import type { JsonSchema } from '@understudy/spec'

/** Builds schemas in the subset that every vendor accepts. */
export const text = (description: string): JsonSchema => ({ type: 'string', description })
export const maybeText = (description: string): JsonSchema => ({ type: ['string', 'null'], description })
export const word = (words: readonly string[], description?: string): JsonSchema => ({
  type: 'string',
  enum: words,
  ...(description !== undefined && { description }),
})
export const number = (description: string): JsonSchema => ({ type: 'number', description })
export const list = (items: JsonSchema, description: string): JsonSchema => ({ type: 'array', items, description })
export const object = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
