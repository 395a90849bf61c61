/** Writes schemas/*.json from the zod schemas: node --conditions=@understudy/source packages/failover/scripts/generate-schemas.ts */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { NOTICE_DOCUMENT } from '../src/notice/document.ts'

/** The text of the published schema of notices. */
export function noticeSchema(): string {
  const json = { $id: 'urn:understudy:schema:notices.v1', ...z.toJSONSchema(NOTICE_DOCUMENT, { target: 'draft-2020-12' }) }
  return `${JSON.stringify(json, null, 2)}\n`
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, '../schemas')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'notice.schema.json'), noticeSchema())
}
