import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from './page.ts'
import type { Step } from './steps.ts'

const run = promisify(execFile)

/** Ends the output of one command; no program writes it. */
const MARK = '\u001e'

/** Keys of the simulated vendors: the environment of a reader who has them all. */
const KEYS = {
  ANTHROPIC_API_KEY: 'stage-key-anthropic',
  OPENAI_API_KEY: 'stage-key-openai',
  GEMINI_API_KEY: 'stage-key-google',
}

/** Vitest resolves packages by itself, and would take what was built last. */
const FROM_SOURCE = `
const conditions = ['@understudy/source', 'node', 'import', 'module', 'default']
export default { resolve: { conditions }, ssr: { resolve: { conditions, externalConditions: conditions } } }
`

/** A session may not take longer. */
const LONGEST_MS = 180_000

/**
 * Runs a page's commands one after the other in one shell, in a new folder that holds `sample/` and what the page has its
 * reader write. Gives what each command printed, with the folder's true place written as a reader would see it.
 */
export async function playPage(steps: readonly Step[]): Promise<readonly string[]> {
  const home = await mkdtemp(join(tmpdir(), 'understudy-docs-'))
  try {
    const project = join(home, 'notes')
    await cp(join(ROOT, 'scripts/docs/sample'), project, { recursive: true })
    // Programs of a page find the packages as if they were installed.
    await symlink(join(ROOT, 'node_modules'), join(home, 'node_modules'))
    await writeCommands(join(home, 'bin'))
    const { stdout } = await run('bash', ['-c', await script(steps, project)], {
      cwd: project,
      timeout: LONGEST_MS,
      maxBuffer: 16_000_000,
      env: {
        PATH: `${join(home, 'bin')}:${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
        HOME: home,
        LANG: 'C.UTF-8',
        TZ: 'UTC',
        NO_COLOR: '1',
        NODE_OPTIONS: `--conditions=@understudy/source --disable-warning=ExperimentalWarning --import=${join(ROOT, 'scripts/docs/vendors.ts')}`,
        ...KEYS,
      },
    })
    return stdout
      .split(MARK)
      .slice(0, -1)
      .map((output) => output.replaceAll(home, '/home/you'))
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

/** The commands that an install gives, from source. */
async function writeCommands(bin: string): Promise<void> {
  await mkdir(bin, { recursive: true })
  const commands = {
    understudy: `exec node --conditions=@understudy/source ${join(ROOT, 'packages/cli/bin/understudy.js')} "$@"`,
    npx: '[ "$1" = --no-install ] && shift\nexec "$@"',
    vitest: `exec node ${join(ROOT, 'node_modules/vitest/vitest.mjs')} "$@" --root . --config ${join(bin, 'vitest.config.mjs')}`,
  }
  await writeFile(join(bin, 'vitest.config.mjs'), FROM_SOURCE)
  for (const [name, line] of Object.entries(commands)) {
    await writeFile(join(bin, name), `#!/usr/bin/env bash\n${line}\n`)
    await chmod(join(bin, name), 0o755)
  }
}

async function script(steps: readonly Step[], project: string): Promise<string> {
  const lines = ['exec 2>&1']
  const files = join(dirname(project), 'files')
  await mkdir(files)
  for (const [index, step] of steps.entries()) {
    if (step.type === 'world') lines.push(`export DOCS_WORLD="$DOCS_WORLD;${step.event}"`)
    else if (step.type === 'file') {
      await writeFile(join(files, String(index)), step.code)
      lines.push(`mkdir -p ${quoted(dirname(step.name))} && cp ${quoted(join(files, String(index)))} ${quoted(step.name)}`)
    } else
      // `$?` of a command is that of the command before it, as in the reader's shell.
      lines.push(`(exit $last)`, step.command, `last=$?; printf '\\036'`)
  }
  return ['last=0', ...lines].join('\n')
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
