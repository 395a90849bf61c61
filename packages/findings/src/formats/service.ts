import { visibleLine } from '../encode/control.ts'
import { type ModelSwitch, switchesOf } from '../carry/model-switch.ts'
import type { Report } from '../finding/report.ts'
import { comparabilitySentences } from './comparable.ts'

const EXTENSION = 'understudy/service'

/** Who should have served, and why it did not. */
export interface Service {
  /** Short id of the target that is asked first. */
  readonly firstChoice: string
  /** Targets that are out of use or failed. `since` is ISO 8601. */
  readonly absent: readonly { readonly target: string; readonly why: string; readonly since?: string }[]
}

/** The report with who should have served it. */
export function withService(report: Report, service: Service): Report {
  return { ...report, extensions: { ...report.extensions, [EXTENSION]: service } }
}

function serviceOf({ extensions }: Pick<Report, 'extensions'>): Service | null {
  const told = extensions[EXTENSION] as Partial<Service> | undefined
  return typeof told?.firstChoice === 'string' && Array.isArray(told.absent) ? (told as Service) : null
}

const FAMILIES_NAMED = 5
const LONGEST_WHY = 300
const minute = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`

/** Models that stand in for the first choice: for how many files, since when, why, and what they are worth. */
function standInSentences(report: Report, { firstChoice, absent }: Service): readonly string[] {
  const files = new Map<string, number>()
  let all = 0
  for (const { servedModel, target, degraded = false } of report.coverage.files) {
    if (servedModel === undefined) continue
    all++
    if (target !== firstChoice && !degraded) files.set(servedModel, (files.get(servedModel) ?? 0) + 1)
  }
  const cause = absent.find(({ target }) => target === firstChoice)
  // The whole reason stands elsewhere; its first sentence tells what happened.
  const why = cause ? `: ${(cause.why.slice(0, LONGEST_WHY).split('. ')[0] ?? '').replace(/[.\s]+$/, '')}` : ''
  return [...files].map(([model, number]) => {
    const since = cause?.since ? ` since ${minute(cause.since)}` : ''
    const told = `${model} stands in for ${firstChoice} on ${number} of ${all} ${all === 1 ? 'file' : 'files'}${since}${why}.`
    // Where a baseline is named, the sentence on it says more.
    return report.comparability.baseline === null ? `${told} What it is worth next to it is unknown: no baseline is named.` : told
  })
}

function switchSentence({ from, to, since, all, grave, families, carried, itself, worth }: ModelSwitch): string {
  const lost = families.filter((row) => row.of > row.repeated).slice(0, FAMILIES_NAMED)
  return [
    grave.of > 0
      ? `Of ${grave.of} high and critical alerts of ${from}, ${to} repeats ${grave.repeated}; of all ${all.of}, ${all.repeated}.`
      : `Of ${all.of} alerts of ${from}, ${to} repeats ${all.repeated}.`,
    ...(lost.length > 0
      ? [`No longer reported: ${lost.map((row) => `${row.family} ${row.of - row.repeated} of ${row.of}`).join(', ')}.`]
      : []),
    itself === null
      ? `How far ${from} agrees with itself is not known: qualify it.`
      : `${from} agrees with itself at F1 ${itself.toFixed(2)}.`,
    `${to} next to ${from}: ${worth}.`,
    ...(carried > 0 ? [`${carried} ${carried === 1 ? 'alert is' : 'alerts are'} carried since ${since.slice(0, 10)}.`] : []),
  ].join(' ')
}

/**
 * Who served in place of whom, since when and why, what it is worth, and what is no longer seen: what a reader must know before
 * the findings. Empty where the first choice served alone. Safe for any sink of plain text.
 */
export function serviceSentences(report: Report): readonly string[] {
  const service = serviceOf(report)
  return [
    ...(service ? standInSentences(report, service) : []).map(visibleLine),
    ...comparabilitySentences(report),
    ...switchesOf(report).map((each) => visibleLine(switchSentence(each))),
  ]
}
