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
import { renderProfiles } from './render.ts'

export interface QualifyRequest {
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
  runs: number,
  prices: readonly PriceTable[] | undefined,
): Promise<string> {
  const { calls, inputTokens, outputTokens, usd } = await estimateQualifyCost({
    corpus,
    targets,
    runs,
    ...(prices && { prices }),
  })
  const number = (value: number): string => value.toLocaleString('en-US')
  const costs = [...usd].map(
    ([id, dollars]) => `${id} ${dollars === null ? 'at an unknown price' : `about $${dollars.toFixed(2)}`}`,
  )
  return `${targets.length} targets × ${runs} runs × ${corpus.files.length} files: about ${number(calls)} calls, ${number(inputTokens)} input and ${number(outputTokens)} output tokens. By list price, without reasoning: ${costs.join(', ')}.`
}

/** Measures the configured targets on labelled code. @throws UnderstudyError for wrong usage or an unreadable corpus */
export async function runQualify(request: QualifyRequest, choice: ConfigChoice, shell: Shell): Promise<number> {
  const { values } = await effectiveSettings(choice, shell)
  const prepared = await prepareTargets(values, shell)
  const targets = prepared.targets.map(({ adapter }) => adapter)
  const corpus = await loadCorpus(request.corpus === undefined ? canaryCorpusRoot() : resolve(shell.cwd, request.corpus))
  // A corpus may be somebody's code: who may see it is asked as for any review.
  using governance = await openGovernance(values, memoryStore(), shell)
  shell.stderr.write(`${await estimateSentence(corpus, targets, request.runs, governance.rules.prices)}\n`)
  if (!request.yes) {
    shell.stderr.write('Nothing was sent. To go on: --yes\n')
    return EXIT.usage
  }
  const resume = await readState(request.state, shell)
  const { shadow: _shadow, watchDrift: _watchDrift, ...review } = reviewerOptions(values)
  const { repositoryClass } = values
  using interrupt = listenForInterrupt(shell)
  try {
    const profiles = await qualifyTargets({
      targets,
      corpus,
      runs: request.runs,
      reviewer: { ...review, ...governance.rules, runtime: shell.runtime },
      signal: interrupt.signal,
      ...(repositoryClass !== undefined && { subject: { repositoryClass } }),
      onProgress: ({ done, of, target, run }) => shell.stderr.write(`${done}/${of} · ${target} · run ${run}\n`),
      ...(resume && { resume }),
      ...(request.state !== undefined && {
        save: (state) => shell.runtime.files.writeText(resolve(shell.cwd, request.state ?? ''), JSON.stringify(state)),
      }),
    })
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
