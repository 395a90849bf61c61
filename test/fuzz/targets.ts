import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyChain } from '@understudy/failover'
import { parseNotices } from '@understudy/failover/notice'
import { importFindings, parseReview } from '@understudy/findings'
import { AnswerFault } from '@understudy/providers/adapter'
import { UnderstudyError } from '@understudy/spec'
import { readConfig } from '../../packages/cli/src/config/load.ts'
import { readAttributes } from '../../packages/cli/src/git/attributes.ts'
import { readIndex } from '../../packages/cli/src/git/list.ts'
import { readRawDiff } from '../../packages/cli/src/git/raw-diff.ts'
import { readMessage } from '../../packages/providers/src/anthropic/read.ts'
import { classify, isPage, resetOfHeaders, waitMs, wordsOfBody } from '../../packages/providers/src/classify/index.ts'
import { readContent } from '../../packages/providers/src/google/read.ts'
import { readChat } from '../../packages/providers/src/openai-compatible/read.ts'
import { readResponse } from '../../packages/providers/src/openai/read.ts'
import { DamagedStream, EventStreamReader } from '../../packages/providers/src/transport/event-stream.ts'
import { BASES, REVIEWED } from './bases.ts'
import { changedJournal } from './journal.ts'
import { changedJson, changedTexts, pick, type Random } from './mutate.ts'

/** One reader of text from outside. */
export interface Target {
  readonly make: (random: Random) => string
  readonly run: (input: string) => unknown
  /** Errors that the reader documents, besides those of Understudy. */
  readonly allows?: (error: unknown) => boolean
}

const json =
  (documents: readonly unknown[]) =>
  (random: Random): string =>
    changedJson(random, pick(random, documents))
const text =
  (documents: readonly string[]) =>
  (random: Random): string =>
    changedTexts(random, pick(random, documents), 0.8)

const WALL_TIME = Date.parse('2026-07-12T10:00:00Z')
const bytes = (input: string): Buffer => Buffer.from(input, 'utf8')
const folder = (): string => mkdtempSync(join(tmpdir(), 'understudy-fuzz-config-'))
let configFile: string | undefined

function runError(body: string): void {
  const words = wordsOfBody(body)
  const page = isPage(body)
  const headers = words?.headers ?? {}
  resetOfHeaders(Object.entries(headers), WALL_TIME)
  const comeBack = waitMs({ get: (name) => headers[name] ?? null, words, wallTime: WALL_TIME }) !== undefined
  for (const vendor of ['anthropic', 'openai', 'openai-compatible', 'google'])
    for (const status of [undefined, 400, 404, 429, 503])
      classify({
        vendor,
        status,
        words,
        page,
        comeBack,
        model: 'claude-opus-5-5',
        address: 'https://api.example.test/v1/messages',
      })
}

/** What one of several readers of the same kind of text says must be an answer or a documented error, of each. */
function each(readers: readonly (() => unknown)[], allowed: (error: unknown) => boolean): void {
  for (const read of readers)
    try {
      read()
    } catch (error) {
      if (!allowed(error)) throw error
    }
}

const unreadableChange = (error: unknown): boolean =>
  error instanceof TypeError && error.message === 'git wrote a list of changes that cannot be read.'

function runStream(input: string): void {
  const data = bytes(input)
  const reader = new EventStreamReader(100_000, () => {})
  for (let from = 0; from < data.length; from += 997) reader.push(data.subarray(from, from + 997))
  reader.end()
}

export const TARGETS: Readonly<Record<string, Target>> = {
  reply: {
    make: json(BASES.reply),
    run: (input) => parseReview(input, { paths: REVIEWED.map(({ path }) => path), files: REVIEWED }),
  },
  import: { make: json(BASES.imports), run: (input) => importFindings(input) },
  config: {
    make: json(BASES.config),
    run: async (input) => {
      configFile ??= join(folder(), 'understudy.config.json')
      writeFileSync(configFile, input)
      await readConfig(configFile)
    },
  },
  directive: { make: json(BASES.directive), run: (input) => parseNotices(input) },
  journal: { make: changedJournal, run: (input) => verifyChain([{ file: 'journal.jsonl', text: input }]) },
  'error body': { make: json(BASES.errors), run: runError },
  'answer body': {
    make: json(BASES.answers),
    run: (input) => {
      let raw: unknown
      try {
        raw = JSON.parse(input)
      } catch {
        return
      }
      each(
        [readMessage, readChat, readResponse, readContent].map((read) => () => read(raw)),
        (error) => error instanceof AnswerFault,
      )
    },
  },
  sse: {
    make: text(BASES.streams),
    run: runStream,
    allows: (error) => error instanceof DamagedStream,
  },
  'git output': {
    make: text(BASES.git),
    run: (input) => {
      const output = bytes(input)
      each([() => readRawDiff(output), () => readIndex(output), () => readAttributes(output)], unreadableChange)
    },
  },
}

/** A foreign exception as text; null when the input was read or refused as documented. */
export async function failureOf({ run, allows }: Target, input: string): Promise<string | null> {
  try {
    await run(input)
    return null
  } catch (error) {
    if (error instanceof UnderstudyError || allows?.(error)) return null
    return error instanceof Error ? (error.stack ?? error.message) : `threw ${typeof error}`
  }
}
