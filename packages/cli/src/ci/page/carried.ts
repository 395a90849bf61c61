import { carryMark, carrySentence, encodeMarkdown, type Finding, markdownCode } from '@understudy/findings'
import { byImportance } from '../../terminal/findings.ts'
import { count } from '../../terminal/text.ts'
import { fitting, shortened, shortPath } from './room.ts'

function line(finding: Finding): string {
  const [{ path, anchor }] = finding.locations
  const mark = carryMark(finding)
  const told = mark === null ? '' : ` ${encodeMarkdown(carrySentence(mark))}`
  return `- ${finding.severity.level} ${markdownCode(`${shortPath(path)}:${anchor.keyLine}`)} ${encodeMarkdown(shortened(finding.title, 100))}.${told}`
}

/** Alerts that stay open although this review did not repeat them, as one group, within `room` bytes. They count for no verdict. */
export function carriedSection(carried: readonly Finding[], room: number): string {
  if (carried.length === 0) return ''
  const since =
    carried
      .map((finding) => carryMark(finding)?.since ?? '')
      .filter(Boolean)
      .toSorted()[0] ?? ''
  const { shown, left } = fitting(byImportance(carried).map(line), room)
  const title = `Carried since ${encodeMarkdown(since.slice(0, 10))}: ${count(carried.length, 'alert')}, not counted`
  const rest = left > 0 ? [`- and ${left} more among the alerts`] : []
  return [`<details><summary><b>${title}</b></summary>`, '', ...shown, ...rest, '', '</details>'].join('\n')
}
