import { encodeTerminalLine } from '@understudy/findings'
import type { Readiness } from '@understudy/failover'
import { renderTable } from '../terminal/table.ts'
import type { Terminal, Tone } from '../terminal/terminal.ts'
import { OUTCOMES } from './record.ts'
import { concernedTasks } from './subjects.ts'

const TONES: Readonly<Record<string, Tone>> = {
  unaffected: 'good',
  covered: 'good',
  short: 'warning',
  degraded: 'warning',
  lost: 'bad',
  forbidden: 'dim',
}
/** One row a loss, by the worst that it would do to any task. */
export function renderReadiness(terminal: Terminal, { scenarios, exposed, closed }: Readiness): string {
  const rows = scenarios.map(({ loss, continuity: all }) => {
    const continuity = all.filter(({ outcome }) => outcome !== 'forbidden')
    const worst = continuity.toSorted((a, b) => OUTCOMES.indexOf(b.outcome) - OUTCOMES.indexOf(a.outcome))[0]
    const concerned = continuity.filter(({ outcome }) => outcome === worst?.outcome)
    return [
      { text: encodeTerminalLine(`${loss.kind} ${loss.name}`), tone: 'strong' as const },
      { text: worst?.outcome ?? 'forbidden', tone: TONES[worst?.outcome ?? 'forbidden'] ?? ('plain' as const) },
      { text: encodeTerminalLine(`${worst?.after ?? 'nobody'}${agreementWords(worst?.agreement)}`) },
      { text: encodeTerminalLine(concernedTasks(concerned, continuity)), tone: 'dim' as const },
    ]
  })
  const table = renderTable(
    terminal,
    [
      { title: 'if this vanished', flexible: true },
      { title: 'then' },
      { title: 'served by', flexible: true },
      { title: 'concerned', flexible: true },
    ],
    rows,
  )
  // What is forbidden anyway, no loss makes worse.
  const all = scenarios.flatMap(({ continuity }) => continuity).filter(({ outcome }) => outcome !== 'forbidden')
  const lost = all.filter(({ outcome }) => outcome === 'lost')
  const complaints = [
    ...(exposed.length > 0
      ? [`${concernedTasks(lost, all)} would end with a single loss. Add a target of another vendor that the policy permits.`]
      : []),
    ...(closed.length > 0 ? [`nobody may see ${closed.map(classOf).join(', ')}, for any task.`] : []),
  ]
  const verdict =
    complaints.length === 0
      ? terminal.paint('good', 'Ready: no single loss ends a task.')
      : complaints.map((complaint) => terminal.paint('bad', encodeTerminalLine(`Not ready: ${complaint}`))).join('\n')
  return `${table}\n\n${verdict}`
}

/** What shadow runs found; nothing where they found nothing. */
const agreementWords = (agreement: number | undefined): string =>
  agreement === undefined ? '' : ` (agrees at ${agreement.toFixed(2)})`

const classOf = ({ repositoryClass }: Readiness['closed'][number]): string =>
  repositoryClass === undefined ? 'code of no stated class' : `code of the class ${repositoryClass}`
