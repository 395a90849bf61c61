import { CALLS, ORDEALS, runGauntlet } from '../../test/scenarios/support/gauntlet.ts'
import { atMost, type BenchRow } from './row.ts'

/** Calls that a fault took down in sequence, and what a hanging target costs, on virtual time. */
export async function gauntletCosts(): Promise<readonly BenchRow[]> {
  const passages = [...(await runGauntlet(false)), ...(await runGauntlet(true))]
  const all = 2 * ORDEALS.length * CALLS
  const answered = passages.reduce((sum, passage) => sum + passage.answered, 0)
  const late = (from: number): number =>
    passages
      .slice(from, from + ORDEALS.length)
      .filter(({ content }) => !content)
      .reduce((sum, { lateRequests }) => sum + lateRequests, 0)
  const hanging = passages.filter(({ name }) => name.startsWith('hang')).map(({ liveRequests }) => liveRequests)
  return [
    {
      name: `calls answered in time, six through each of ${ORDEALS.length} faults, whole and streamed`,
      unit: 'calls',
      value: answered,
      target: `${all}`,
      met: answered === all,
    },
    atMost('live requests to a dead target after the third call, whole answers', 'requests', late(0), 6),
    atMost('live requests to a dead target after the third call, streams', 'requests', late(ORDEALS.length), 6),
    atMost('calls in sequence that a hanging target costs', 'calls', Math.max(...hanging), 2),
  ]
}
