import { encodeTerminalLine } from '@understudy/findings'
import type { Continuity, Readiness } from '@understudy/failover'
import type { Check } from '../doctor/checks.ts'
import { renderTable } from '../terminal/table.ts'
import type { Terminal, Tone } from '../terminal/terminal.ts'
import { OUTCOMES } from './record.ts'
import { concernedTasks } from './subjects.ts'

const TONES: Readonly<Record<string, Tone>> = {
  unaffected: 'good',
  covered: 'good',
  short: 'warning',
  degraded: 'warning',
  unproven: 'bad',
  lost: 'bad',
  forbidden: 'dim',
}
/** One row a loss, by the worst that it would do to any task. */
export function renderReadiness(terminal: Terminal, readiness: Readiness, lists: readonly Check[] = []): string {
  const { scenarios } = readiness
  const worth = WORTH.filter(([, known]) => scenarios.some(({ continuity }) => continuity.some(known)))
  const rows = scenarios.map(({ loss, continuity: all }) => {
    const continuity = all.filter(({ outcome }) => outcome !== 'forbidden')
    const worst = continuity.toSorted((a, b) => OUTCOMES.indexOf(b.outcome) - OUTCOMES.indexOf(a.outcome))[0]
    const concerned = continuity.filter(({ outcome }) => outcome === worst?.outcome)
    return [
      { text: encodeTerminalLine(`${loss.kind} ${loss.name}`), tone: 'strong' as const },
      { text: worst?.outcome ?? 'forbidden', tone: TONES[worst?.outcome ?? 'forbidden'] ?? ('plain' as const) },
      { text: encodeTerminalLine(worst?.after ?? 'nobody') },
      ...worth.map(([, known]) => ({ text: (worst && known(worst)) ?? '' })),
      { text: encodeTerminalLine(concernedTasks(concerned, continuity)), tone: 'dim' as const },
    ]
  })
  const table = renderTable(
    terminal,
    [
      { title: 'if this vanished', flexible: true },
      { title: 'then' },
      { title: 'served by', flexible: true },
      ...worth.map(([title]) => ({ title })),
      { title: 'concerned', flexible: true },
    ],
    rows,
  )
  const said = complaints(readiness, lists)
  const verdict =
    said.length === 0
      ? terminal.paint('good', 'Ready: no single loss ends a task, and every target has served.')
      : said.map((complaint) => terminal.paint('bad', encodeTerminalLine(`Not ready: ${complaint}`))).join('\n')
  return `${table}\n\n${verdict}`
}

/** Why this is not ready, in sentences; empty when it is. */
export function complaints(readiness: Readiness, lists: readonly Check[] = []): readonly string[] {
  const { scenarios, exposed, undone, unproven, closed } = readiness
  // What is forbidden anyway, no loss makes worse.
  const all = scenarios.flatMap(({ continuity }) => continuity).filter(({ outcome }) => outcome !== 'forbidden')
  const nobody = all.filter(({ task }) => undone.includes(task))
  const lost = all.filter(({ task, outcome }) => outcome === 'lost' && !undone.includes(task))
  const isTold = (task: Continuity['task']): boolean => undone.includes(task)
  return [
    ...(nobody.length > 0 ? [`${concernedTasks(nobody, all)} works for nobody now. Add a target that does it.`] : []),
    ...(exposed.some(({ task }) => !isTold(task))
      ? [`${concernedTasks(lost, all)} would end with a single loss. Add a target of another vendor that the policy permits.`]
      : []),
    ...unproven.map(({ target, why }) => `${target} is unproven: ${why.replace(/\.?$/, '.')}`),
    ...(unproven.length > 0
      ? ['who is unproven may not be there when needed. Find out with: understudy drill --live --yes']
      : []),
    ...lists.flatMap(({ name, result, sentence }) => (result === 'failed' ? [`${name}: ${sentence}`] : [])),
    ...(closed.length > 0 ? [`nobody may see ${closed.map(classOf).join(', ')}, for any task.`] : []),
  ]
}

type Known = (continuity: Continuity) => string | undefined

/** What may be known of a substitute; a column that nothing is known for is not shown. */
const WORTH: readonly (readonly [title: string, known: Known])[] = [
  ['agrees', ({ agreement }) => agreement?.toFixed(2)],
  ['cost', ({ costRatio }) => (costRatio === undefined ? undefined : `× ${costRatio.toFixed(1)}`)],
  ['a minute', ({ callsPerMinute, outcome }) => (outcome === 'unaffected' ? undefined : callsPerMinute?.toFixed(0))],
]

const classOf = ({ repositoryClass }: Readiness['closed'][number]): string =>
  repositoryClass === undefined ? 'code of no stated class' : `code of the class ${repositoryClass}`
