/** Writes schemas/*.json from the zod schemas: node --conditions=@understudy/source packages/findings/scripts/generate-schemas.ts */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { findingSchema, reportSchema } from '../src/schema/index.ts'

const SCHEMAS = { 'finding.v1': findingSchema, 'report.v1': reportSchema } as const

/** Name and text of every published schema. */
export function publishedSchemas(): readonly (readonly [name: string, text: string])[] {
  return Object.entries(SCHEMAS).map(([name, schema]) => {
    const json = { $id: `urn:understudy:schema:${name}`, ...z.toJSONSchema(schema, { target: 'draft-2020-12' }) }
    return [`${name}.json`, `${JSON.stringify(json, null, 2)}\n`] as const
  })
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, '../schemas')
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of publishedSchemas()) {
    writeFileSync(join(folder, name), text)
    console.log(`schemas/${name}: ${text.length} bytes`)
  }
}
