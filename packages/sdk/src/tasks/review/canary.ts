import type { Family, Runtime, SourceFile } from '@understudy/spec'

/** A synthetic file with one plain flaw. Whoever wrote the reviewed code cannot reach it, so its finding proves attention. */
export interface Canary {
  readonly file: SourceFile
  readonly family: Family
}

/** Evidence code of an answer that missed the canary; it is not repaired, because a hint would defeat the proof. */
export const CANARY_MISSED = 'canary-missed'

interface Template {
  readonly family: Family
  readonly folder: string
  readonly write: (noun: string) => string
}

/** Plain flaws that every reviewer in use finds, the offline floor included; names vary so that no text can foretell them. */
const TEMPLATES: readonly Template[] = [
  {
    family: 'sql-injection',
    folder: 'src/queries',
    write: (noun) =>
      `import { pool } from '../db.js'\n\nexport async function ${noun}ByName(req, res) {\n  const rows = await pool.query("SELECT * FROM ${noun}s WHERE name = '" + req.query.name + "'")\n  res.json(rows)\n}\n`,
  },
  {
    family: 'command-injection',
    folder: 'src/tools',
    write: (noun) =>
      `import { exec } from 'node:child_process'\n\nexport function archive(req, res) {\n  exec('tar -czf /tmp/${noun}.tgz ' + req.query.folder, (error) => res.sendStatus(error ? 500 : 204))\n}\n`,
  },
  {
    family: 'path-traversal',
    folder: 'src/files',
    write: (noun) =>
      `import { readFileSync } from 'node:fs'\n\nexport function ${noun}File(req, res) {\n  res.send(readFileSync('/srv/${noun}s/' + req.query.file, 'utf8'))\n}\n`,
  },
]

const NOUNS = ['order', 'invoice', 'ticket', 'member', 'parcel', 'coupon', 'report', 'ledger'] as const

/** A canary whose path none of `paths` has. */
export function plantCanary(runtime: Pick<Runtime, 'random'>, paths: readonly string[]): Canary {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(runtime.random() * list.length)] as T
  for (;;) {
    const template = pick(TEMPLATES)
    const noun = pick(NOUNS)
    const path = `${template.folder}/${noun}-${Math.floor(runtime.random() * 0xffff).toString(16)}.js`
    if (!paths.includes(path)) return { family: template.family, file: { path, content: template.write(noun) } }
  }
}
