import { anthropic, createReviewer, openai, type Report } from '@understudy/sdk'
import { type Cell, FILE, type Ground, HEAVY, SPARE } from './cell.ts'

const DEADLINE_MS = 12_000
/** Room for a machine that others use as well. */
const GRACE_MS = 1_000

/** Faults in which the model itself says something false in a perfect form. Nothing on the wire shows it; `emptyProof: 'canary'` would. */
const LIES = new Set(['empty-findings', 'injection-obeyed'])

export interface Ours {
  /** What the adapter made of it, and what the route did. */
  readonly outcome: string
  readonly broken: readonly string[]
}

/** The same fault met by Understudy: once with a spare model of another vendor, once alone. */
export async function understudy(cell: Cell, ground: Ground): Promise<Ours> {
  const { client, fault, stream } = cell
  const broken: string[] = []
  const where = `${fault}, ${client.name}, ${stream ? 'stream' : 'whole'}`
  const spare = (ground.spareVendor === 'openai' ? openai : anthropic)({ model: SPARE, ...ground.sparePlace })
  const both = await review(cell, [client.adapter(ground.place), spare])
  const alone = await review(cell, [client.adapter(ground.place)])
  for (const [name, { report, tookMs, error }] of Object.entries({ both, alone })) {
    if (tookMs > DEADLINE_MS + GRACE_MS)
      broken.push(`${where}: took ${Math.round(tookMs)} ms, past its deadline of ${DEADLINE_MS}`)
    if (error !== undefined) broken.push(`${where}: the review threw: ${error}`)
    if (!report) continue
    const right = report.findings.some(({ family, locations }) => family === 'sql-injection' && locations[0]?.path === FILE.path)
    if (report.status === 'complete' && !right && !LIES.has(fault))
      broken.push(`${where}: marked complete (${name}) without the flaw that was there`)
    if (JSON.stringify(report).includes(ground.place.apiKey)) broken.push(`${where}: the report contains the key`)
  }
  if (ground.leaked() > 0) broken.push(`${where}: the prompt went to another host`)
  return { outcome: describe(both.report, alone.report), broken }
}

interface Review {
  readonly report?: Report
  readonly tookMs: number
  readonly error?: string
}

async function review({ stream, fault }: Cell, targets: Parameters<typeof createReviewer>[0]['targets']): Promise<Review> {
  // Longer where the stage, in this same process, is busy making the flood.
  const silenceMs = HEAVY.has(fault) ? 3_000 : 800
  const reviewer = createReviewer({
    targets,
    stream,
    deadlineMs: DEADLINE_MS,
    attemptMs: silenceMs * 3,
    limits: { firstByteMs: silenceMs, idleMs: silenceMs },
    attempts: 4,
  })
  const began = performance.now()
  try {
    const report = await reviewer.review({ files: [FILE] })
    return { report, tookMs: performance.now() - began }
  } catch (error) {
    return { tookMs: performance.now() - began, error: error instanceof Error ? error.message : String(error) }
  } finally {
    await reviewer.close()
  }
}

/** `withdrawn → next` · `answer` · `refused, said so` · …; and what is left when there is no next. */
function describe(both: Report | undefined, alone: Report | undefined): string {
  const failed = both?.attempts.find(({ failure }) => failure !== undefined)?.failure?.kind
  const last = both?.attempts.at(-1)
  const served = last?.outcome === 'served' ? (last.target.endsWith(SPARE) ? 'next' : 'same model') : 'said so'
  const first = failed === undefined ? 'answer' : `${failed} → ${served}`
  return alone?.status === both?.status
    ? `${first} (${both?.status ?? 'nothing'})`
    : `${first} (${both?.status ?? 'nothing'}; alone ${alone?.status ?? 'nothing'})`
}
