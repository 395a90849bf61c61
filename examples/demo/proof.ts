import type { Stage } from '@understudy/outage'
import type { Report, ReviewEvent, Reviewer } from '@understudy/sdk'
import { count, renderTable, type Terminal } from '@understudy/cli/terminal'
import { FABLE, GEMINI, GPT } from '../simulated/vendors.ts'

/** What was counted on both sides of the sockets. */
export interface Proof {
  /** Attempts on the dead model until it was known to be gone, as the reviewer tells it. */
  attemptsBefore: number
  attemptsAfter: number
  barred: boolean
}

/** Counts attempts on the model that will die, before and after it is known to be gone. */
export function countAttempts(reviewer: Reviewer, target: string): Proof {
  const proof: Proof = { attemptsBefore: 0, attemptsAfter: 0, barred: false }
  reviewer.subscribe((event: ReviewEvent) => {
    if (event.type === 'target-barred' && event.target === target) proof.barred = true
    if (event.type !== 'attempt-started' || event.target !== target) return
    if (proof.barred) proof.attemptsAfter++
    else proof.attemptsBefore++
  })
  return proof
}

/** What was promised and did not come true; empty when all of it did. */
export function brokenPromises(proof: Proof, stage: Stage, report: Report): readonly string[] {
  const asked = stage.asked(FABLE)
  const uncovered = report.coverage.files.filter((file) => file.disposition !== 'reviewed')
  return [
    ...(proof.barred ? [] : [`${FABLE} was withdrawn, but the reviewer did not notice.`]),
    ...(proof.attemptsAfter > 0 ? [`${FABLE} was tried ${proof.attemptsAfter} times after it was known to be gone.`] : []),
    ...(asked === proof.attemptsBefore
      ? []
      : [`The vendor counted ${asked} requests for ${FABLE}, the reviewer ${proof.attemptsBefore}.`]),
    ...(uncovered.length > 0 ? [`${count(uncovered.length, 'file')} were not reviewed.`] : []),
    ...(report.status === 'complete' ? [] : [`The report is ${report.status}, not complete.`]),
  ]
}

/** The promise in words, with the vendor's own figures. */
export function keptPromise(stage: Stage): string {
  const own = stage.timeline().filter((event) => event.type === 'request' && event.model === FABLE)
  const answered = own.filter((event) => event.type === 'request' && event.status === 200).length
  return (
    `Kept: the vendor of ${FABLE} counted ${own.length} requests: ${count(answered, 'answer')}, ${own.length - answered} with 404. ` +
    'Not one came after the model was known to be gone, and every file was reviewed.'
  )
}

/** What the simulated vendors counted at their end of the sockets. */
export function renderCounts(terminal: Terminal, stage: Stage): string {
  const requests = stage.timeline().filter((event) => event.type === 'request')
  const rows = [FABLE, GPT, GEMINI].map((model) => {
    const own = requests.filter((event) => event.model === model)
    const answered = own.filter((event) => event.status === 200).length
    const errors = own.filter((event) => event.status !== 200).map((event) => event.status)
    return [
      { text: model },
      { text: String(own.length) },
      { text: String(answered), tone: 'good' as const },
      { text: errors.join(', ') || '-', tone: errors.length > 0 ? ('bad' as const) : ('dim' as const) },
    ]
  })
  const right = { align: 'right' as const }
  return renderTable(
    terminal,
    [{ title: 'model' }, { title: 'requests', ...right }, { title: 'answered', ...right }, { title: 'errors' }],
    rows,
  )
}
