import { encodeTerminalLine } from '@understudy/findings'
import { renderLanes } from '../terminal/lanes.ts'
import { symbol } from '../terminal/symbols.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { count, duration, wrap } from '../terminal/text.ts'
import type { Rehearsal } from './rehearse.ts'

/** A drill for a terminal: what happened, the lanes, who served, and whether what must hold held. */
export function renderDrill(terminal: Terminal, drill: Rehearsal): string {
  const served = Object.entries(drill.served).map(([model, calls]) => `${encodeTerminalLine(model)} (${calls})`)
  const slowest = Math.max(0, ...drill.calls.map(({ durationMs }) => durationMs))
  const verdict = drill.passed
    ? terminal.paint('good', `${symbol(terminal, 'served')} Passed`)
    : terminal.paint('bad', `${symbol(terminal, 'failed')} Not passed`)
  return [
    terminal.paint('strong', drill.scenario),
    ...wrap(drill.summary, terminal.columns),
    terminal.paint('warning', 'The vendors are simulated and time is virtual.'),
    ...drill.notes.flatMap((note) => wrap(encodeTerminalLine(note), terminal.columns)),
    '',
    ...(drill.picture.lanes.length > 0 ? [renderLanes(terminal, drill.picture), ''] : []),
    `${count(drill.calls.length, 'call')}, ${drill.lost} lost, the slowest took ${duration(slowest)}. Served by ${served.join(', ') || 'nobody'}.`,
    verdict,
    ...drill.failures.flatMap((failure) => wrap(encodeTerminalLine(failure), terminal.columns - 2).map((line) => `  ${line}`)),
  ].join('\n')
}
