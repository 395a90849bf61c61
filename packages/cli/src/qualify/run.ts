import { resolve } from 'node:path'
import { memoryStore, type PriceTable } from '@understudy/failover'
import {
  canaryCorpusRoot,
  type Corpus,
  loadCorpus,
  type Profile,
  type QualifyState,
  readQualifyState,
} from '@understudy/findings/qualify'
import { estimateQualifyCost, qualifyTargets } from '@understudy/sdk'
import { type ModelAdapter, UnderstudyError } from '@understudy/spec'
import { type ConfigChoice, effectiveSettings } from '../config/effective.ts'
import { openGovernance } from '../review/governance.ts'
import { reviewerOptions } from '../review/options.ts'
import { prepareTargets } from '../review/targets.ts'
import { EXIT } from '../shell/exit-code.ts'
import { listenForInterrupt } from '../shell/interrupt.ts'
import type { Shell } from '../shell/shell.ts'
import { writeJson } from '../shell/write.ts'
import { terminalOf } from '../terminal/terminal.ts'
import { count } from '../terminal/text.ts'
import { renderProfiles } from './render.ts'

export type QualifiedTask = 'review.files' | 'review.diff'

export interface QualifyRequest {
  readonly tasks: readonly QualifiedTask[]
  /** Folder with labelled code. @default the canary corpus that comes along */
  readonly corpus?: string
  readonly runs: number
  /** The operator's yes: real models are asked, and paid. */
  readonly yes: boolean
  /** File for the profiles. */
  readonly output?: string
  /** File that finished runs are kept in, so that an interrupted qualification goes on. */
  readonly state?: string
  readonly json: boolean
}

async function readState(path: string | undefined, shell: Shell): Promise<QualifyState | undefined> {
  if (path === undefined || !(await shell.runtime.files.stat(resolve(shell.cwd, path)))) return undefined
  try {
    return readQualifyState(await shell.runtime.files.readText(resolve(shell.cwd, path)))
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new UnderstudyError('invalid-document', `${path}: ${said}`, { cause: error })
  }
}

async function write(profiles: readonly Profile[], request: QualifyRequest, shell: Shell): Promise<void> {
  if (request.output !== undefined)
    await shell.runtime.files.writeText(resolve(shell.cwd, request.output), `${JSON.stringify(profiles, null, 2)}\n`)
  if (request.json) writeJson(shell, profiles)
  else shell.stdout.write(`${renderProfiles(terminalOf(shell.stdout, shell), profiles)}\n`)
}

/** What it will ask for; told before anything is sent. */
async function estimateSentence(
  corpus: Corpus,
  targets: readonly ModelAdapter[],
  { runs, tasks }: QualifyRequest,
  prices: readonly PriceTable[] | undefined,
): Promise<string> {
  const times = runs * tasks.length
  const estimate = await estimateQualifyCost({ corpus, targets, runs: times, ...(prices && { prices }) })
  const { calls, inputTokens, outputTokens, usd } = estimate
  const number = (value: number): string => value.toLocaleString('en-US')
  const costs = [...usd].map(
    ([id, dollars]) => `${id} ${dollars === null ? 'at an unknown price' : `about $${dollars.toFixed(2)}`}`,
  )
  const both = tasks.length > 1 ? ` × ${tasks.length} tasks` : ''
  return `${count(targets.length, 'target')} × ${count(runs, 'run')}${both} × ${count(corpus.files.length, 'file')}: about ${number(calls)} calls, ${number(inputTokens)} input and ${number(outputTokens)} output tokens. By list price, without reasoning: ${costs.join(', ')}.`
}

/** Where the runs of a task are kept: of several tasks each has a file of its own. */
const stateOf = ({ state, tasks }: QualifyRequest, task: QualifiedTask): string | undefined =>
  state === undefined || task === tasks[0] ? state : `${state}.${task}`

/** Measures the configured targets on labelled code. @throws UnderstudyError for wrong usage or an unreadable corpus */
export async function runQualify(request: QualifyRequest, choice: ConfigChoice, shell: Shell): Promise<number> {
  const { values } = await effectiveSettings(choice, shell)
  const prepared = await prepareTargets(values, shell)
  const targets = prepared.targets.map(({ adapter }) => adapter)
  const corpus = await loadCorpus(request.corpus === undefined ? canaryCorpusRoot() : resolve(shell.cwd, request.corpus))
  // A corpus may be somebody's code: who may see it is asked as for any review.
  using governance = await openGovernance(values, memoryStore(), shell)
  shell.stderr.write(`${await estimateSentence(corpus, targets, request, governance.rules.prices)}\n`)
  if (!request.yes) {
    shell.stderr.write('Nothing was sent. To go on: --yes\n')
    return EXIT.usage
  }
  const { shadow: _shadow, watchDrift: _watchDrift, ...review } = reviewerOptions(values)
  const { repositoryClass } = values
  using interrupt = listenForInterrupt(shell)
  try {
    const profiles: Profile[] = []
    for (const task of request.tasks) {
      const state = stateOf(request, task)
      const resume = await readState(state, shell)
      const found = await qualifyTargets({
        targets,
        corpus,
        task,
        runs: request.runs,
        reviewer: { ...review, ...governance.rules, runtime: shell.runtime },
        signal: interrupt.signal,
        ...(repositoryClass !== undefined && { subject: { repositoryClass } }),
        onProgress: ({ done, of, target, run }) => shell.stderr.write(`${done}/${of} · ${target} · run ${run}\n`),
        ...(resume && { resume }),
        ...(state !== undefined && {
          save: (finished) => shell.runtime.files.writeText(resolve(shell.cwd, state), JSON.stringify(finished)),
        }),
      })
      profiles.push(...found)
    }
    await write(profiles, request, shell)
    return EXIT.clean
  } catch (error) {
    if (!interrupt.signal.aborted) throw error
    shell.stderr.write(
      request.state === undefined
        ? 'Not finished; with --state it could go on.\n'
        : `Not finished; the same command goes on from ${request.state}.\n`,
    )
    return EXIT.inconclusive
  }
}
