import { type JsonSchema, refuseOption } from '@understudy/spec'

/** Keywords that OpenAI strict, Anthropic's `output_config.format` and Gemini's `responseJsonSchema` all enforce. */
const KEYWORDS = ['type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'anyOf', 'description', 'title']
const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']

/** OpenAI's limits, the narrowest of the three. */
const LIMITS = { depth: 10, properties: 5_000, enumValues: 1_000 }

interface Count {
  properties: number
  enumValues: number
}

/**
 * Checks that a schema means the same to every vendor: the root is an object, every property is required (optional
 * ones are nullable), no object takes further properties, and there are no bounds, patterns, formats, defaults or
 * references. Bounds belong into descriptions, and are checked locally.
 * @throws InvalidOptionError with the path into the schema and the rule
 */
export function assertPortableSchema(schema: JsonSchema, path = 'schema'): void {
  if (schema['type'] !== 'object') refuseOption(`${path}.type`, '"object" at the root', schema['type'])
  checkNode(schema, path, 1, { properties: 0, enumValues: 0 })
}

function checkNode(value: unknown, path: string, depth: number, count: Count): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuseOption(path, 'a schema', value)
  if (depth > LIMITS.depth) refuseOption(path, `at most ${LIMITS.depth} levels deep`, depth)
  const schema = value as JsonSchema
  for (const keyword of Object.keys(schema))
    if (!KEYWORDS.includes(keyword)) refuseOption(`${path}.${keyword}`, `one of the keywords ${KEYWORDS.join(', ')}`, keyword)
  const types = typesOf(schema, path)
  if (schema['enum'] !== undefined) checkEnum(schema['enum'], path, count)
  if (schema['anyOf'] !== undefined) checkAnyOf(schema['anyOf'], path, depth, count)
  if (types.includes('object')) checkObject(schema, path, depth, count)
  if (types.includes('array')) checkNode(schema['items'], `${path}.items`, depth + 1, count)
}

function typesOf(schema: JsonSchema, path: string): readonly unknown[] {
  const { type } = schema
  const types: readonly unknown[] = Array.isArray(type) ? type : [type]
  if (type === undefined && Array.isArray(schema['anyOf'])) return []
  const nullable = types.length === 2 && types[1] === 'null' && types[0] !== 'null'
  if ((types.length !== 1 && !nullable) || !types.every((word) => TYPES.includes(word as string)))
    refuseOption(`${path}.type`, 'one type, or one type and "null"', type)
  return types
}

function checkEnum(values: unknown, path: string, count: Count): void {
  if (!Array.isArray(values) || values.length === 0) return refuseOption(`${path}.enum`, 'a list with values', values)
  if (!values.every((value) => typeof value === 'string')) refuseOption(`${path}.enum`, 'a list of strings', values)
  count.enumValues += values.length
  if (count.enumValues > LIMITS.enumValues)
    refuseOption(`${path}.enum`, `at most ${LIMITS.enumValues} values in the schema`, count.enumValues)
}

function checkAnyOf(branches: unknown, path: string, depth: number, count: Count): void {
  if (depth === 1) refuseOption(`${path}.anyOf`, 'absent at the root', branches)
  if (!Array.isArray(branches) || branches.length === 0) return refuseOption(`${path}.anyOf`, 'a list of schemas', branches)
  branches.forEach((branch, index) => checkNode(branch, `${path}.anyOf[${index}]`, depth + 1, count))
}

function checkObject(schema: JsonSchema, path: string, depth: number, count: Count): void {
  const { properties, required, additionalProperties } = schema
  if (additionalProperties !== false) refuseOption(`${path}.additionalProperties`, 'false', additionalProperties)
  if (typeof properties !== 'object' || properties === null) return refuseOption(`${path}.properties`, 'an object', properties)
  const names = Object.keys(properties)
  count.properties += names.length
  if (count.properties > LIMITS.properties)
    refuseOption(`${path}.properties`, `at most ${LIMITS.properties} in the schema`, count.properties)
  const missing = names.find((name) => !Array.isArray(required) || !required.includes(name))
  if (missing !== undefined)
    refuseOption(`${path}.required`, `a list with every property, "${missing}" too (make it nullable instead)`, required)
  if (Array.isArray(required) && required.length !== names.length)
    refuseOption(`${path}.required`, 'a list of the properties', required)
  for (const name of names) checkNode((properties as JsonSchema)[name], `${path}.properties.${name}`, depth + 1, count)
}
