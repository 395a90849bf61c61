import { labelledReviewer, type ReplyWriter, REVIEWERS, type Stage, type StageVendor } from '@understudy/outage'
import { loopbackStage } from '@understudy/outage/loopback'
import { anthropic, createReviewer, google, openai, type Report, type Reviewer, type ReviewerOptions } from '@understudy/sdk'
import type { FlawLabel, ModelAdapter } from '@understudy/spec'

export const MODELS = { anthropic: 'claude-fable-5', openai: 'gpt-5.5', google: 'gemini-3-pro' } as const

const FACTORIES = { anthropic, openai, google } as const

/** Files with one SQL injection each, on line 3. */
export const files = (count: number): { path: string; content: string }[] =>
  Array.from({ length: count }, (_, n) => ({
    path: `src/r${String(n).padStart(2, '0')}.js`,
    content: `import { db } from './db.js'\nexport function find${n}(req, res) {\n  return db.query("SELECT * FROM t${n} WHERE id = " + req.query.id)\n}\n`,
  }))

const labels = (count: number): FlawLabel[] =>
  files(count).map(({ path }, n) => ({
    id: `flaw-${n}`,
    path,
    startLine: 3,
    endLine: 3,
    family: 'sql-injection',
    cwe: 'CWE-89',
    severity: 'high',
    title: 'SQL built from a query parameter',
    why: 'The id of the query string is concatenated into the statement.',
  }))

export interface Scene extends AsyncDisposable {
  readonly stage: Stage
  /** The adapter of a vendor's model on this stage, through the vendor's own SDK. */
  target(vendor: StageVendor): ModelAdapter
  /** A reviewer that is closed with the scene. */
  reviewer(options: Partial<ReviewerOptions> & Pick<ReviewerOptions, 'targets'>): Reviewer
}

export interface SceneOptions {
  /** What a vendor's model says instead of an honest review. */
  readonly replies?: Partial<Record<StageVendor, ReplyWriter>>
  readonly latencyMs?: number
}

/** Three simulated vendors on real sockets, whose models report every flaw of `files`. */
export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const honest = labelledReviewer({ labels: labels(40), habits: REVIEWERS.perfect })
  const stage = await loopbackStage({
    models: (['anthropic', 'openai', 'google'] as const).map((vendor) => ({
      vendor,
      model: MODELS[vendor],
      latencyMs: options.latencyMs ?? 0,
      replies: options.replies?.[vendor] ?? honest,
    })),
  })
  const reviewers: Reviewer[] = []
  return {
    stage,
    target: (vendor) =>
      FACTORIES[vendor]({ model: MODELS[vendor], baseURL: stage.baseURL(vendor), apiKey: stage.apiKey(vendor) }),
    reviewer(given) {
      const reviewer = createReviewer(given)
      reviewers.push(reviewer)
      return reviewer
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(reviewers.map((reviewer) => reviewer.close()))
      await stage.close()
    },
  }
}

/** Who served each file, in order. */
export const served = (report: Report): (string | undefined)[] => report.coverage.files.map((file) => file.servedModel)
