/**
 * Validates our rdjson with a validator of reviewdog's format that others keep. It is fetched by whoever runs this and is no
 * dependency:
 *
 *   npx -y -p @umbrelladocs/rdformat-validator@1.0.1 node --conditions=@understudy/source packages/findings/scripts/validate-rdjson.ts
 *
 * Exits 1 when it finds anything wrong, or does not find what was put wrong on purpose.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toRdjson } from '../src/index.ts'
import { REPORTS } from '../test/formats/reports.ts'

const folder = mkdtempSync(join(tmpdir(), 'rdjson-'))

/** What the validator says of a document; null when it finds nothing wrong. */
function fault(name: string, document: unknown): string | null {
  const path = join(folder, `${name.replaceAll(' ', '-')}.json`)
  writeFileSync(path, JSON.stringify(document))
  const run = spawnSync('rdformat-validator', ['--strict', '--no-extra-fields', '--verbose', path], { encoding: 'utf8' })
  if (run.error)
    throw new Error('rdformat-validator is not on the PATH; see the first lines of this script.', { cause: run.error })
  return run.status === 0 ? null : `${run.stdout}${run.stderr}`.trim()
}

/** Slips that are easily made; a validator that lets them pass proves nothing. */
const BROKEN: Readonly<Record<string, unknown>> = {
  'a severity of another tool': { diagnostics: [{ message: 'm', location: { path: 'a' }, severity: 'HIGH' }] },
  'a line for text': {
    diagnostics: [{ message: 'm', location: { path: 'a', range: { start: { line: '1' } } }, severity: 'ERROR' }],
  },
  'no message': { diagnostics: [{ location: { path: 'a' }, severity: 'ERROR' }] },
}

try {
  const faults = REPORTS.map(([name, sample]) => ({ name, fault: fault(name, toRdjson(sample)) }))
  const missed = Object.entries(BROKEN).filter(([name, document]) => fault(name, document) === null)
  for (const { name, fault: told } of faults) console.log(told === null ? `✓ ${name}` : `✗ ${name}\n    ${told}`)
  for (const [name] of missed) console.log(`✗ the validator does not see ${name}`)
  const bad = faults.filter((one) => one.fault !== null).length + missed.length
  console.log(`${faults.length - bad} of ${faults.length} reports are valid rdjson.`)
  process.exitCode = bad > 0 ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
