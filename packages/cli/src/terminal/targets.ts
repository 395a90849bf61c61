import type { TargetStatus } from '@understudy/failover'
import { encodeTerminalLine } from '@understudy/findings'
import { type Cell, renderTable } from './table.ts'
import type { Terminal } from './terminal.ts'
import { duration } from './text.ts'

const ago = (now: number, then: number): string => `${duration(Math.max(0, now - then))} ago`

/** Health in words: a bar says more than a circuit, and a circuit more than silence. */
function healthCell(status: TargetStatus, now: number): Cell {
  const { bar, circuit, retryAfterMs } = status
  if (bar) {
    const probe = bar.nextProbeAt === undefined ? '' : `, asked again in ${duration(Math.max(0, bar.nextProbeAt - now))}`
    return { text: `out of use since ${ago(now, bar.since)} (${bar.by}: ${bar.reason})${probe}`, tone: 'bad' }
  }
  if (circuit === 'open')
    return { text: `resting${retryAfterMs === undefined ? '' : ` for ${duration(retryAfterMs)}`}`, tone: 'warning' }
  if (circuit === 'half-open') return { text: 'being tried', tone: 'warning' }
  if (status.degraded) return { text: 'ready, degraded', tone: 'warning' }
  return { text: 'ready', tone: 'good' }
}

/** Order, health, bars and why: one row a target. `now` is epoch milliseconds. */
export function renderTargets(terminal: Terminal, targets: readonly TargetStatus[], now: number): string {
  return renderTable(
    terminal,
    [
      { title: '#', align: 'right' },
      { title: 'target', flexible: true },
      { title: 'health', flexible: true },
      { title: 'last served' },
      { title: 'endpoint', flexible: true },
    ],
    targets.map((status, index) => [
      { text: String(index + 1), tone: 'dim' },
      { text: encodeTerminalLine(status.id), tone: 'strong' },
      { ...healthCell(status, now), text: encodeTerminalLine(healthCell(status, now).text) },
      { text: status.lastServedAt === undefined ? 'never' : ago(now, status.lastServedAt), tone: 'dim' },
      { text: encodeTerminalLine(status.region ?? status.endpoint), tone: 'dim' },
    ]),
  )
}
