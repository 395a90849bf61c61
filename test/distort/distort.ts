import { type FlawLabel, type ReportedFlaw, SEVERITIES, type SourceFile } from '@understudy/spec'
import { CONFUSED, type Habits } from './habits.ts'

/** What a model reported, and which labels it meant; an invention means none. */
export interface Told {
  readonly flaw: ReportedFlaw
  readonly meant: readonly string[]
}

/** CWE ids that models write for each other's flaws. */
const NEIGHBOURS: Readonly<Record<string, readonly (string | null)[]>> = {
  'CWE-89': ['CWE-943', 'CWE-564', null],
  'CWE-78': ['CWE-77', 'CWE-88', null],
  'CWE-22': ['CWE-73', 'CWE-23', 'CWE-36'],
  'CWE-79': ['CWE-80', 'CWE-116', null],
  'CWE-639': ['CWE-862', 'CWE-863', 'CWE-284'],
  'CWE-798': ['CWE-522', 'CWE-259', 'CWE-321'],
  'CWE-327': ['CWE-328', 'CWE-326', null],
  'CWE-787': ['CWE-120', 'CWE-121', 'CWE-119'],
  'CWE-918': ['CWE-601', null, 'CWE-20'],
}

const WORDINGS = [
  'Unsafe handling of input',
  'Possible issue here',
  'Attacker-controlled value is used',
  'Check is missing',
  'Dangerous use',
]

/** Writes what a model of given habits would report about one file. The same random source gives the same report. */
export function distort(file: SourceFile, labels: readonly FlawLabel[], habits: Habits, random: () => number): Told[] {
  const lines = file.content.split('\n')
  const told: Told[] = []
  for (const [index, label] of labels.entries()) {
    if (random() < habits.missed) continue
    const last = told.at(-1)
    const before = labels[index - 1]
    // Told with the one before: a model that merges sinks quotes the first and names both in its prose.
    if (last && before && last.meant.includes(before.id) && before.family === label.family && random() < habits.merged) {
      told[told.length - 1] = { ...last, meant: [...last.meant, label.id] }
      continue
    }
    told.push({ flaw: flawOf(label, lines, habits, random), meant: [label.id] })
  }
  const inventions = told.filter(() => random() < habits.invented)
  return [...told, ...inventions.map(() => ({ flaw: invention(file, lines, random), meant: [] }))]
}

function flawOf(label: FlawLabel, lines: readonly string[], habits: Habits, random: () => number): ReportedFlaw {
  const [first, last] = quoted(label, lines, habits, random)
  const stated = Math.max(1, first + offset(habits, random))
  const other = random() < habits.otherFamily ? CONFUSED[label.family] : undefined
  return {
    path: label.path,
    snippet: written(lines.slice(first - 1, last), first, habits, random),
    startLine: stated,
    endLine: stated + last - first,
    reasoning: 'Input from outside reaches this place.',
    family: other ?? label.family,
    cwe: random() < habits.otherCwe ? pick(NEIGHBOURS[label.cwe] ?? [null], random) : label.cwe,
    title: `${pick(WORDINGS, random)} (${label.family})`,
    severity: shifted(label, habits, random),
    confidence: 0.5 + random() / 2,
    cvss: null,
    remediation: null,
  }
}

/**
 * The line where the flaw takes effect, which every model quotes, and up to two neighbours. Labels do not name it; the last
 * line of the range with the most calls stands in, or the last line of code where nothing is called.
 */
function quoted(label: FlawLabel, lines: readonly string[], habits: Habits, random: () => number): [number, number] {
  const core = coreLine(label, lines)
  const wider = (): number => (random() < habits.widerQuote ? Math.ceil(habits.widerQuote) : 0)
  return [Math.max(1, core - wider()), Math.min(lines.length, core + wider())]
}

/** The last line of a label's range with the most calls. */
export function coreLine(label: FlawLabel, lines: readonly string[]): number {
  const range = Array.from({ length: label.endLine - label.startLine + 1 }, (_, index) => label.startLine + index)
  const calls = (line: number): number =>
    (lines[line - 1] ?? '').replace(/^\s*(?:\/\/|\*|#\s).*/, '').split(/[\w\])]\(/).length +
    (/[\w"']/.test(lines[line - 1] ?? '') ? 1 : 0)
  return range.reduce((most, line) => (calls(line) >= calls(most) ? line : most), label.startLine)
}

function offset(habits: Habits, random: () => number): number {
  const draw = random()
  const most = habits.line.find(({ upTo }) => draw < upTo)?.most ?? 0
  return most === 0 ? 0 : Math.ceil(random() * most) * (random() < 0.5 ? -1 : 1)
}

function written(quote: readonly string[], first: number, habits: Habits, random: () => number): string {
  if (random() >= habits.reformatted) return quote.join('\n')
  const form = Math.floor(random() * 4)
  if (form === 0) return quote.map((line) => line.trim()).join('\n')
  if (form === 1) return quote.map((line, index) => `${String(first + index).padStart(5)}| ${line}`).join('\n')
  if (form === 2) return quote.map((line) => line.replaceAll('  ', '\t')).join('\r\n')
  return ['```', ...quote, '```'].join('\n')
}

function shifted({ severity }: FlawLabel, habits: Habits, random: () => number): ReportedFlaw['severity'] {
  const noise = random() < 0.86 ? 0 : random() < 0.5 ? 1 : -1
  const shift = random() < habits.severityShift ? 1 : 0
  const rank = SEVERITIES.indexOf(severity) + noise + shift
  return SEVERITIES[Math.min(SEVERITIES.length - 1, Math.max(0, rank))] ?? severity
}

const INVENTED = ['input-validation', 'information-exposure', 'denial-of-service', 'race-condition'] as const

function invention(file: SourceFile, lines: readonly string[], random: () => number): ReportedFlaw {
  const filled = lines.flatMap((line, index) => (line.trim().length > 12 ? [index + 1] : []))
  const line = pick(filled, random)
  return {
    path: file.path,
    snippet: lines[line - 1] ?? '',
    startLine: line,
    endLine: line,
    reasoning: 'It may be a problem.',
    family: pick(INVENTED, random),
    cwe: null,
    title: pick(WORDINGS, random),
    severity: 'low',
    confidence: 0.3,
    cvss: null,
    remediation: null,
  }
}

export function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)] as T
}
