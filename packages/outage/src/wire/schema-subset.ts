import { isObject, wordAt } from './request.ts'

/** Where a schema leaves a vendor's subset, and how. */
export interface SchemaFault {
  /** Members on the way to the faulty place: `['properties', 'title']`. */
  readonly path: readonly string[]
  readonly keyword: string
  readonly type: string
  readonly value: unknown
}

/** A rule of a vendor's subset: gives the keyword that breaks it, or null. */
export type SchemaRule = (node: Readonly<Record<string, unknown>>) => string | null

/** Walks a schema and gives the first place that breaks a rule. Depth is limited, since a schema comes from a caller. */
export function schemaFault(schema: unknown, rules: readonly SchemaRule[], path: readonly string[] = []): SchemaFault | null {
  if (!isObject(schema) || path.length > 64) return null
  for (const rule of rules) {
    const keyword = rule(schema)
    if (keyword) return { path, keyword, type: wordAt(schema, 'type', 'object'), value: schema[keyword] }
  }
  for (const [member, child] of children(schema)) {
    const fault = schemaFault(child, rules, [...path, ...member])
    if (fault) return fault
  }
  return null
}

function* children(schema: Readonly<Record<string, unknown>>): Generator<[string[], unknown]> {
  for (const holder of ['properties', '$defs', 'definitions']) {
    const members = schema[holder]
    if (isObject(members)) for (const [name, child] of Object.entries(members)) yield [[holder, name], child]
  }
  if (schema['items']) yield [['items'], schema['items']]
  for (const holder of ['anyOf', 'allOf', 'oneOf']) {
    const members = schema[holder]
    if (Array.isArray(members)) for (const [index, child] of members.entries()) yield [[holder, String(index)], child]
  }
}

/** Refuses any of these keywords. */
export function without(...keywords: readonly string[]): SchemaRule {
  return (node) => keywords.find((keyword) => keyword in node) ?? null
}

/** Every object says `additionalProperties: false`. */
export const closedObjects: SchemaRule = (node) =>
  isObject(node['properties']) && node['additionalProperties'] !== false ? 'additionalProperties' : null

/** Every property is required. */
export const allRequired: SchemaRule = (node) => {
  if (!isObject(node['properties'])) return null
  const required = Array.isArray(node['required']) ? (node['required'] as readonly unknown[]) : []
  return Object.keys(node['properties']).every((name) => required.includes(name)) ? null : 'required'
}
