import { isObject } from '../wire/request.ts'

const WORDS = ['alpha', 'bravo', 'delta', 'echo', 'lima', 'oscar', 'quebec', 'sierra', 'tango', 'zulu']
const DEEPEST = 12

function pick<T>(values: readonly T[], random: () => number): T | undefined {
  return values[Math.floor(random() * values.length)]
}

/**
 * A value that fits a JSON Schema, made by seeded chance. Knows the keywords that vendors enforce: types, enums,
 * constants, unions, references, bounds of arrays and numbers. Optional properties are written, recursion ends at depth 12.
 */
export function writeFromSchema(schema: unknown, random: () => number, root: unknown = schema, depth = 0): unknown {
  if (!isObject(schema) || depth > DEEPEST) return null
  if ('const' in schema) return schema['const']
  if (Array.isArray(schema['enum'])) return pick(schema['enum'] as readonly unknown[], random)
  const reference = schema['$ref']
  if (typeof reference === 'string') return writeFromSchema(resolve(root, reference), random, root, depth + 1)
  const choices = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(choices))
    return writeFromSchema(
      choices[depth > DEEPEST / 2 ? choices.length - 1 : Math.floor(random() * choices.length)],
      random,
      root,
      depth + 1,
    )
  const types = (Array.isArray(schema['type']) ? schema['type'] : [schema['type']]) as readonly unknown[]
  // Deep down, an allowed null ends the recursion.
  const type = depth > DEEPEST / 2 && types.includes('null') ? 'null' : pick(types, random)
  return writeType(type ?? (schema['properties'] ? 'object' : 'string'), schema, random, root, depth)
}

function writeType(
  type: unknown,
  schema: Readonly<Record<string, unknown>>,
  random: () => number,
  root: unknown,
  depth: number,
): unknown {
  switch (type) {
    case 'object': {
      const members = isObject(schema['properties']) ? Object.entries(schema['properties']) : []
      return Object.fromEntries(members.map(([name, child]) => [name, writeFromSchema(child, random, root, depth + 1)]))
    }
    case 'array': {
      const least = Number(schema['minItems'] ?? 0)
      const most = Math.max(least, Math.min(Number(schema['maxItems'] ?? 3), least + 3))
      const length = depth > DEEPEST / 2 ? least : least + Math.floor(random() * (most - least + 1))
      return Array.from({ length }, () => writeFromSchema(schema['items'], random, root, depth + 1))
    }
    case 'integer':
    case 'number':
      return writeNumber(schema, random, type === 'integer')
    case 'boolean':
      return random() < 0.5
    case 'null':
      return null
    default:
      return writeText(schema, random)
  }
}

function writeNumber(schema: Readonly<Record<string, unknown>>, random: () => number, whole: boolean): number {
  const least = Number(schema['minimum'] ?? (whole ? 1 : 0))
  const most = Number(schema['maximum'] ?? least + (whole ? 99 : 1))
  const value = least + random() * (most - least)
  return whole ? Math.min(Math.floor(most), Math.ceil(value)) : value
}

function writeText(schema: Readonly<Record<string, unknown>>, random: () => number): string {
  const formats: Readonly<Record<string, string>> = {
    'date-time': '2026-06-12T17:21:00Z',
    date: '2026-06-12',
    email: 'someone@example.test',
    uri: 'https://example.test/',
    uuid: '00000000-0000-4000-8000-000000000000',
  }
  const format = formats[String(schema['format'])]
  if (format) return format
  let text = [pick(WORDS, random), pick(WORDS, random)].join(' ')
  while (text.length < Number(schema['minLength'] ?? 0)) text += ` ${pick(WORDS, random)}`
  return text.slice(0, Number(schema['maxLength'] ?? text.length))
}

function resolve(root: unknown, reference: string): unknown {
  let found: unknown = root
  for (const member of reference.replace(/^#\/?/, '').split('/').filter(Boolean))
    found = isObject(found) ? found[member] : undefined
  return found
}
