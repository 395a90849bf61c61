import { labelledReviewer, type ReplyWriter, type Stage } from '@understudy/outage'
import { loopbackStage } from '@understudy/outage/loopback'
import type { FlawLabel } from '@understudy/spec'

export const PRIMARY = 'claude-fable-5'
export const SECOND = 'gpt-5.5'

/** A small service with one labelled flaw of each of two severities. */
export const CODE: Readonly<Record<string, string>> = {
  'src/orders.js':
    "import { db } from './db.js'\nexport function find(req, res) {\n  db.query(`SELECT * FROM orders WHERE id = '${req.query.id}'`)\n}\n",
  'src/tidy.js': 'export const add = (a, b) => a + b\n',
  'src/token.js': 'export function token() {\n  return Math.random().toString(36)\n}\n',
}

const LABELS: readonly FlawLabel[] = [
  {
    id: 'sql',
    path: 'src/orders.js',
    startLine: 3,
    endLine: 3,
    family: 'sql-injection',
    cwe: 'CWE-89',
    severity: 'high',
    title: 'SQL built from the query string',
    why: 'req.query.id reaches db.query unescaped.',
  },
  {
    id: 'rnd',
    path: 'src/token.js',
    startLine: 2,
    endLine: 2,
    family: 'weak-randomness',
    cwe: 'CWE-338',
    severity: 'medium',
    title: 'Guessable token',
    why: 'Math.random is predictable.',
  },
]

/** A reviewer that says exactly what the labels say. */
const exact = (): ReplyWriter =>
  labelledReviewer({
    labels: LABELS,
    sources: new Map(Object.entries(CODE)),
    habits: { misses: 0, inventions: 0, merges: 0, wrongLines: 0, misquotes: 0, wrongFamilies: 0 },
  })

export interface StageOptions {
  /** Every file comes back clean. @default false */
  readonly clean?: boolean
  readonly latencyMs?: number
}

/** Simulated vendors on loopback sockets: the first and the second choice. */
export function openStage({ clean = false, latencyMs = 0 }: StageOptions = {}): Promise<Stage> {
  const replies = clean ? {} : { replies: exact() }
  return loopbackStage({
    models: [
      { vendor: 'anthropic', model: PRIMARY, latencyMs, ...replies },
      { vendor: 'openai', model: SECOND, latencyMs, ...replies },
    ],
  })
}

export const TARGETS = ['--targets', `anthropic/${PRIMARY},openai/${SECOND}`]

/** Keys and addresses of a stage, as a user would set them. */
export function stageEnv(stage: Stage): Record<string, string> {
  return {
    ANTHROPIC_API_KEY: stage.apiKey('anthropic'),
    OPENAI_API_KEY: stage.apiKey('openai'),
    UNDERSTUDY_BASE_URL_ANTHROPIC: stage.baseURL('anthropic'),
    UNDERSTUDY_BASE_URL_OPENAI: stage.baseURL('openai'),
  }
}
