import { constants } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import { encodeTerminalLine } from '@understudy/findings'
import { SEVERITIES, type Severity, UnderstudyError } from '@understudy/spec'
import { errnoWords } from '../shell/errno.ts'
import { SCHEMA_ADDRESS } from '../schema-address.ts'
import { configFolder } from '../config/locate.ts'
import { commaList, oneOf } from '../shell/options.ts'
import { type AskPerson, withDialogue } from '../shell/dialogue.ts'
import type { Shell } from '../shell/shell.ts'
import { writeJson, writeLines } from '../shell/write.ts'
import { chooseTargets } from '../targets/choose.ts'
import { parseTarget, targetId } from '../targets/parse.ts'
import type { Act } from './act.ts'

interface InitFlags {
  readonly targets?: readonly string[]
  readonly failOn?: Severity | 'none'
  readonly yes?: boolean
  readonly global?: boolean
  readonly json?: boolean
}

const FILE = 'understudy.config.jsonc'
const SCHEMA = './node_modules/@understudy/cli/schemas/config.schema.json'
interface Answers {
  readonly targets: readonly string[]
  readonly failOn: Severity | 'none'
}

/** The file, with a word on every line of it. Pure, so that a test can read it back. */
export function configText({ targets, failOn }: Answers, schema = SCHEMA): string {
  return `{
  "$schema": ${JSON.stringify(schema)},
  // Who is asked, in order of priority. The next one takes over when a model disappears.
  "targets": ${JSON.stringify(targets)},
  // Least severity that makes the command exit with 1: info, low, medium, high, critical, or none.
  "failOn": "${failOn}",
  // Longest time for one call with all its attempts.
  "callDeadline": "5m"
}
`
}

/** Asks until the answer can be read; none at all means what stands in brackets. */
export async function askFor<T>(
  question: string,
  fallback: T,
  read: (text: string) => T,
  ask: AskPerson,
  tell: (sentence: string) => void,
): Promise<T> {
  for (;;) {
    const shown = Array.isArray(fallback) ? fallback.join(',') : String(fallback)
    const answer = (await ask(`${question} [${shown}] `)).trim()
    if (answer === '') return fallback
    try {
      return read(answer)
    } catch (error) {
      tell((error as Error).message)
    }
  }
}

/** @throws InvalidArgumentError or InvalidOptionError that names the nearest vendor */
function readTargets(text: string): readonly string[] {
  const targets = commaList(text)
  for (const target of targets) parseTarget(target, 'targets')
  return targets
}

/** Asks on a terminal; elsewhere, and with --yes, the defaults do. */
async function ask(defaults: Answers, shell: Shell): Promise<Answers> {
  if (!shell.stdin.isTerminal || !shell.stdout.isTerminal) return defaults
  const words = [...SEVERITIES, 'none'] as const
  const tell = (sentence: string): void => shell.stderr.write(`${encodeTerminalLine(sentence)}\n`)
  return withDialogue(async (put) => ({
    targets: await askFor('Who is asked, by priority?', defaults.targets, readTargets, put, tell),
    failOn: await askFor(`Least severity that fails (${words.join(', ')})?`, defaults.failOn, oneOf(words), put, tell),
  }))
}

/** Never over a file that is there: it may hold what nobody else has. */
async function writeNew(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o644)
    await file.writeFile(text)
    await file.close()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new UnderstudyError(
        'invalid-option',
        `${path} is already there, and init never overwrites a file. Edit it, or remove it first.`,
      )
    throw new UnderstudyError('unreadable-input', `${path} could not be written: ${errnoWords(error)}.`, { cause: error })
  }
}

/** What the file may do, which depends on where it lies. */
function advice(global: boolean): readonly string[] {
  const here = `In a folder that is reviewed it may only narrow what your flags and keys allow. To make it yours: --config ${FILE}, or --global`
  return [
    ...(global ? ['It holds for every review of yours.'] : [here]),
    'See what is in force: understudy config. Is everything there? understudy doctor',
  ]
}

/** Lines of `.gitattributes` for what no review could read, so that a change of it is not inconclusive each time. */
async function proposedAttributes(cwd: string): Promise<readonly string[]> {
  const [{ openRepository }, { unreadLines }] = await Promise.all([
    import('../git/repository.ts'),
    import('../review/unread-lines.ts'),
  ])
  // Outside of a repository there is no change to review, and a folder may be any size.
  const repository = await openRepository(cwd).catch(() => null)
  return repository ? unreadLines(repository.top).catch(() => []) : []
}

const attributesAdvice = (lines: readonly string[]): readonly string[] =>
  lines.length === 0
    ? []
    : [
        'No model can read some files here, so that a change of them is inconclusive. If nobody needs to, add to .gitattributes:',
        ...lines.map((line) => `  ${encodeTerminalLine(line)}`),
      ]

async function init(flags: InitFlags, shell: Shell): Promise<number> {
  const { global = false } = flags
  const targets = flags.targets ?? chooseTargets(undefined, true, shell.env).targets.map(targetId)
  const defaults: Answers = { targets, failOn: flags.failOn ?? 'low' }
  const answers = flags.yes || flags.json || flags.targets ? defaults : await ask(defaults, shell)
  for (const target of answers.targets) parseTarget(target, 'targets')
  const path = join(global ? configFolder(shell.env, shell.platform) : shell.cwd, FILE)
  await writeNew(path, configText(answers, global ? SCHEMA_ADDRESS.href : SCHEMA))
  const attributes = global ? [] : await proposedAttributes(shell.cwd)
  if (flags.json) writeJson(shell, { path, ...answers, attributes })
  else writeLines(shell, [`Wrote ${global ? path : FILE}.`, ...attributesAdvice(attributes), ...advice(global)])
  return 0
}

/** Adds `understudy init`. */
export function addInit(program: Command, act: Act): void {
  program
    .command('init')
    .description(`Write ${FILE} into this folder`)
    .option('--targets <list>', 'vendor/model, by priority, with commas between', commaList)
    .option('--fail-on <severity>', 'least severity for exit code 1', oneOf([...SEVERITIES, 'none'] as const))
    .option('--yes', 'ask nothing')
    .addHelpText('before', 'Example:\n  understudy init --targets anthropic/claude-opus-5-5,openai/gpt-5.5,floor --yes\n')
    .option('--global', 'write your own file, which holds everywhere, instead of one into this folder')
    .option('--json', 'ask nothing, and say as JSON what was written')
    .action(act(async (shell, flags: InitFlags) => init(flags, shell)))
}
