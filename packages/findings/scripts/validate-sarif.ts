/**
 * Validates our SARIF with Microsoft's multitool, the rules of the standard and GitHub's together. The tool is 104 MB, so
 * it is fetched by whoever runs this and is no dependency:
 *
 *   npx -y -p @microsoft/sarif-multitool-linux@5.7.0 node --conditions=@understudy/source packages/findings/scripts/validate-sarif.ts
 *
 * Further files can be named as arguments. Exits 1 when the tool finds an error, or a warning that is not in ACCEPTED.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { toSarif } from '../src/index.ts'
import { REPORTS } from '../test/formats/reports.ts'
import { file } from '../test/samples.ts'

/** SARIF2005: we have no page of our own to name as the tool's `informationUri`. */
const ACCEPTED = new Set(['SARIF2005'])

const TOOL = 'sarif-multitool-linux'

/**
 * The program itself, beside the script that npx put on the PATH: that script passes its arguments through a shell, which
 * takes the `;` between two rule kinds for the end of the command.
 */
function multitool(): string {
  const folder = (process.env['PATH'] ?? '').split(delimiter).find((entry) => existsSync(join(entry, TOOL)))
  if (!folder) throw new Error(`${TOOL} is not on the PATH; see the first lines of this script.`)
  const program = join(dirname(realpathSync(join(folder, TOOL))), 'Sarif.Multitool')
  // npm may not have run the package's own script, which does the same.
  chmodSync(program, 0o755)
  return program
}

interface Verdict {
  readonly name: string
  readonly problems: readonly string[]
}

function validate(program: string, path: string, folder: string): Verdict {
  const output = join(folder, `${basename(path)}.verdict`)
  const run = spawnSync(
    program,
    ['validate', path, '--rule-kind', 'Sarif;Ghas', '--output', output, '--log', 'ForceOverwrite', '--quiet', 'true'],
    {
      env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
      encoding: 'utf8',
    },
  )
  if (run.error) throw run.error
  const log = JSON.parse(readFileSync(output, 'utf8')) as SarifVerdict
  const results = log.runs.flatMap(({ results }) => results ?? [])
  const failures = log.runs
    .flatMap(({ invocations }) => invocations ?? [])
    .filter(({ executionSuccessful }) => !executionSuccessful)
  const problems = results
    .filter(({ ruleId, level }) => level === 'error' || ((level ?? 'warning') === 'warning' && !ACCEPTED.has(ruleId)))
    .map(
      ({ ruleId, level, message }) => `${level ?? 'warning'} ${ruleId} ${message.text ?? message.arguments?.join(' | ') ?? ''}`,
    )
  return { name: basename(path), problems: failures.length > 0 ? [...problems, 'the tool itself failed'] : problems }
}

interface SarifVerdict {
  readonly runs: readonly {
    readonly results?: readonly {
      readonly ruleId: string
      readonly level?: string
      readonly message: { readonly text?: string; readonly arguments?: readonly string[] }
    }[]
    readonly invocations?: readonly { readonly executionSuccessful: boolean }[]
  }[]
}

const folder = mkdtempSync(join(tmpdir(), 'sarif-'))
try {
  const program = multitool()
  const sources = new Map([[file.path, file.content]])
  const [, complete] = REPORTS.find(([name]) => name === 'complete') ?? []
  const written = REPORTS.map(([name, report]) => {
    const path = join(folder, `${name.replaceAll(' ', '-')}.sarif`)
    const previous = name === 'partial' && complete ? { previous: complete } : {}
    writeFileSync(path, JSON.stringify(toSarif(report, { sources, ...previous })))
    return path
  })
  const verdicts = [...written, ...process.argv.slice(2)].map((path) => validate(program, path, folder))
  for (const { name, problems } of verdicts)
    console.log([`${problems.length === 0 ? '✓' : '✗'} ${name}`, ...problems].join('\n    '))
  const bad = verdicts.filter(({ problems }) => problems.length > 0).length
  console.log(`${verdicts.length - bad} of ${verdicts.length} logs are valid SARIF 2.1.0 and fit for GitHub.`)
  process.exitCode = bad > 0 ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
