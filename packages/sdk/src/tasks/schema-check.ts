import type { Problem } from '@understudy/findings'
import type { JsonSchema } from '@understudy/spec'

/** The keywords of the portable subset; see `vendor-sdks.md`: root object, no bounds, nullable by type, closed objects. */
interface PortableSchema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, PortableSchema>>
  readonly required?: readonly string[]
  readonly items?: PortableSchema
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}

function fits(value: unknown, types: readonly string[]): boolean {
  const type = typeOf(value)
  return types.includes(type) || (types.includes('integer') && Number.isInteger(value))
}

const join = (path: string, member: string): string => (path === '' ? member : `${path}.${member}`)

function checkObject(schema: PortableSchema, value: Readonly<Record<string, unknown>>, path: string, problems: Problem[]): void {
  const { properties = {}, required = [] } = schema
  for (const member of required)
    if (!Object.hasOwn(value, member)) problems.push({ path: join(path, member), rule: 'given', value: 'nothing' })
  // A vendor in strict mode cannot add members; elsewhere an extra one harms nobody, and is ignored.
  for (const [member, inner] of Object.entries(properties))
    if (Object.hasOwn(value, member)) check(inner, value[member], join(path, member), problems)
}

function check(schema: PortableSchema, value: unknown, path: string, problems: Problem[]): void {
  const types = [schema.type ?? []].flat()
  if (types.length > 0 && !fits(value, types)) {
    problems.push({ path, rule: types.join(' or '), value: typeOf(value) })
  } else if (schema.enum && !schema.enum.includes(value)) {
    problems.push({ path, rule: `one of ${schema.enum.join(', ')}` })
  } else if (Array.isArray(value)) {
    if (schema.items) for (const [index, item] of value.entries()) check(schema.items, item, `${path}[${index}]`, problems)
  } else if (typeof value === 'object' && value !== null) {
    checkObject(schema, value as Record<string, unknown>, path, problems)
  }
}

/** What of a parsed value breaks a schema of the portable subset; empty when nothing does. */
export function schemaProblems(schema: JsonSchema, value: unknown): readonly Problem[] {
  const problems: Problem[] = []
  check(schema, value, '', problems)
  return problems
}
