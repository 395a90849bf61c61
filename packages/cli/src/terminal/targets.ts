import type { TargetStatus } from '@understudy/failover'
import { encodeTerminalLine } from '@understudy/findings'
import { retirementWords } from './retirement.ts'
import { type Cell, renderTable } from './table.ts'
import type { Terminal } from './terminal.ts'
import { duration } from './text.ts'

const ago = (now: number, then: number): string => `${duration(Math.max(0, now - then))} ago`

/** Health in a word or two, and why: a bar says more than a circuit, and a circuit more than silence. */
export function healthOf(
  { unavailable, unproven, suspect, bar, circuit, retryAfterMs, degraded, retirement, returnShare }: TargetStatus,
  now: number,
): readonly [Cell, string] {
  if (unavailable !== undefined) return [{ text: 'out of use', tone: 'bad' }, unavailable.replace(/^\S+ cannot be asked: /, '')]
  if (bar) {
    const probe = bar.nextProbeAt === undefined ? '' : `; asked again in ${duration(Math.max(0, bar.nextProbeAt - now))}`
    return [{ text: 'out of use', tone: 'bad' }, `${bar.by}: ${bar.reason}, ${ago(now, bar.since)}${probe}`]
  }
  const wait = retryAfterMs === undefined ? '' : `for another ${duration(retryAfterMs)}`
  if (circuit === 'open') return [{ text: 'resting', tone: 'warning' }, wait]
  if (suspect) return [{ text: 'suspect', tone: 'warning' }, suspect.why]
  if (circuit === 'half-open') return [{ text: 'being tried', tone: 'warning' }, wait]
  if (unproven) return [{ text: 'unproven', tone: 'warning' }, unproven.sentence]
  if (returnShare !== undefined && returnShare < 1)
    return [{ text: 'returning', tone: 'warning' }, `it gets ${Math.round(returnShare * 100)} % of its calls`]
  if (retirement) return [{ text: 'ready', tone: 'warning' }, retirementWords(retirement)]
  return degraded ? [{ text: 'ready', tone: 'warning' }, 'its results are degraded'] : [{ text: 'ready', tone: 'good' }, '']
}

/** Where a target stands in the route, beyond its place in the list. */
export interface Place {
  readonly id: string
  readonly tier?: number | undefined
  readonly weight?: number | undefined
  readonly tasks?: readonly string[] | undefined
}

function placeWords({ tier, weight, tasks }: Omit<Place, 'id'>): string {
  return [
    ...(tier === undefined ? [] : [`tier ${tier}`]),
    ...(weight === undefined ? [] : [`weight ${weight}`]),
    ...(tasks ? [tasks.join(', ')] : []),
  ].join('; ')
}

/** Order, health, bars and why: one row a target. `now` is epoch milliseconds. */
export function renderTargets(
  terminal: Terminal,
  targets: readonly TargetStatus[],
  now: number,
  places: readonly Place[] = [],
): string {
  const words = new Map(places.map((place) => [place.id, placeWords(place)]))
  const placed = [...words.values()].some((text) => text !== '')
  return renderTable(
    terminal,
    [
      { title: '#', align: 'right' },
      { title: 'target', flexible: true },
      { title: 'health' },
      { title: 'why', flexible: true },
      ...(placed ? [{ title: 'place', flexible: true }] : []),
      { title: 'last served' },
      { title: 'endpoint', flexible: true },
    ],
    targets.map((status, index) => {
      const [health, why] = healthOf(status, now)
      return [
        { text: String(index + 1), tone: 'dim' },
        { text: encodeTerminalLine(status.id), tone: 'strong' },
        health,
        { text: encodeTerminalLine(why), tone: 'dim' },
        ...(placed ? [{ text: encodeTerminalLine(words.get(status.id) ?? ''), tone: 'dim' as const }] : []),
        { text: status.lastServedAt === undefined ? 'never' : ago(now, status.lastServedAt), tone: 'dim' },
        { text: encodeTerminalLine(status.region ?? status.endpoint), tone: 'dim' },
      ]
    }),
  )
}
