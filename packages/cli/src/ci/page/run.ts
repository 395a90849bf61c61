import { isoTime } from '@understudy/spec'
import {
  encodeMarkdown,
  type FileCoverage,
  markdownCode,
  type Report,
  serviceSentences,
  unreadFiles,
  unreadWords,
} from '@understudy/findings'
import { count } from '../../terminal/text.ts'
import { tally } from '../../verdict/verdict.ts'
import { absentTargets, servedModels } from '../models.ts'
import type { PageFacts } from './facts.ts'
import { fitting, shortened, shortPath } from './room.ts'

/** Most files that are named one by one. */
const MOST_FILES = 50
/** Longer lists are folded. */
const OPEN_FILES = 8
const MOST_ABSENT = 10
const MOST_MODELS = 10

const day = (epochMs: number): string => isoTime(epochMs).slice(0, 16).replace('T', ' ')

/** Who answered for how much, and who did not and why. */
export function servedSection({ targets }: PageFacts, report: Report, room: number): string {
  const models = servedModels(report)
  const served = models.slice(0, MOST_MODELS).map(({ model, files, earlier, degraded }) => {
    const when = earlier === 0 ? '' : `, ${earlier === files ? 'all' : earlier} unchanged since an earlier run`
    return `${markdownCode(shortened(model, 100))} (${count(files, 'file')}${when}${degraded ? ', offline floor: its silence proves nothing' : ''})`
  })
  const absent = absentTargets(report, targets)
    .slice(0, MOST_ABSENT)
    .map(({ target, what, why, since }) => {
      const when = since === undefined ? '' : ` since ${day(since)} UTC`
      return `- ${markdownCode(shortened(target))} ${what === 'failed' ? 'did not serve' : `is out of use${when}`}: ${encodeMarkdown(shortened(why))}`
    })
  const others = models.length > MOST_MODELS ? [`${models.length - MOST_MODELS} more models`] : []
  const { shown: lines } = fitting(
    [...absent, ...serviceSentences(report).map((sentence) => `- ${encodeMarkdown(shortened(sentence, 1000))}`)],
    room,
  )
  const { wanted } = tally(report)
  const covered = wanted - unreadFiles(report).length
  return [
    `**Served by** ${[...served, ...others].join(', ') || 'nobody'} · **covered** ${covered} of ${count(wanted, 'file')}`,
    ...(lines.length > 0 ? ['', ...lines] : []),
  ].join('\n')
}

const line = (file: FileCoverage): string =>
  `- ${markdownCode(shortPath(file.path))} ${encodeMarkdown(shortened(unreadWords(file)))}`

/** Files of which nothing is proven, each with its reason, within `room` bytes. */
export function notCoveredSection(report: Report, room: number): string {
  const unread = unreadFiles(report)
  if (unread.length === 0) return ''
  const { shown } = fitting(unread.slice(0, MOST_FILES).map(line), room)
  const more = unread.length - shown.length
  const lines = [...shown, ...(more > 0 ? [`- and ${more} more, in the full report`] : [])]
  const title = `Not covered: ${count(unread.length, 'file')}`
  return unread.length <= OPEN_FILES
    ? [`**${title}**`, '', ...lines].join('\n')
    : [`<details><summary><b>${title}</b></summary>`, '', ...lines, '', '</details>'].join('\n')
}
