import {
  FAMILIES,
  type Family,
  type FlawLabel,
  type ReportedFlaw,
  type ReviewReply,
  SEVERITIES,
  type Severity,
} from '@understudy/spec'
import { seededRandom } from '@understudy/spec/virtual'
import { filesInRequest, type PromptFile } from './files-in-request.ts'
import { type ReviewHabits, reviewHabits } from './habits.ts'
import { hashText } from './hash.ts'
import { cvssOf, reasoningOf, remediationOf, titleOf } from './wording.ts'
import type { ReplyWriter } from './writer.ts'

/** What a simulated reviewer knows, and how it errs. */
export interface LabelledReviewerOptions {
  /** The known flaws. Only those in files of a request, on lines of it, are reported. */
  readonly labels: readonly FlawLabel[]
  /** Not needed: code is read from the request. Lines missing there are taken from here. */
  readonly sources?: ReadonlyMap<string, string>
  readonly habits?: ReviewHabits
}

type Habits = Required<ReviewHabits>

/**
 * A model that reviews labelled code: it reports the labels of exactly the files in the request, in its own words and
 * with its own mistakes. The same model says the same of the same file, whatever else is in the request.
 */
export function labelledReviewer({ labels, sources, habits: given }: LabelledReviewerOptions): ReplyWriter {
  const habits = reviewHabits(given)
  return ({ model, input }) => {
    const files = filesInRequest(input).map((file) => withSource(file, sources))
    const findings = files.flatMap((file) =>
      reviewFile(
        file,
        labels.filter((label) => samePath(label.path, file.path)),
        habits,
        model,
      ),
    )
    const found = new Set(findings.map(({ path }) => path))
    const reply: ReviewReply = {
      findings,
      files: files.map(({ path }) => ({ path, verdict: found.has(path) ? 'findings' : 'clean', note: null })),
      end: 'end-of-review',
    }
    return JSON.stringify(reply)
  }
}

/** Labels may be written from a fixture's root while a request counts from the reviewed root. */
function samePath(label: string, asked: string): boolean {
  return label === asked || asked.endsWith(`/${label}`) || label.endsWith(`/${asked}`)
}

function withSource(file: PromptFile, sources: ReadonlyMap<string, string> | undefined): PromptFile {
  const source = file.lines.size === 0 ? sources?.get(file.path) : undefined
  return source === undefined
    ? file
    : { path: file.path, lines: new Map(source.split('\n').map((line, index) => [index + 1, line])) }
}

function reviewFile(file: PromptFile, labels: readonly FlawLabel[], habits: Habits, model: string): ReportedFlaw[] {
  const flaws: ReportedFlaw[] = []
  const reported = new Set<Family>()
  for (const label of labels) {
    if (!file.lines.has(label.startLine)) continue
    const random = seededRandom(hashText(model, file.path, label.id, String(habits.seed)))
    if (random() < habits.misses) continue
    if (reported.has(label.family) && random() < habits.merges) continue
    reported.add(label.family)
    flaws.push(reportFlaw(file, label, habits, random))
  }
  const random = seededRandom(hashText(model, file.path, 'inventions', String(habits.seed)))
  for (let left = habits.inventions; left > 0; left--) {
    const invention = random() < Math.min(1, left) ? invent(file, labels, random) : null
    if (invention) flaws.push(reportFlaw(file, invention, { ...habits, severityShift: 0 }, random))
  }
  return flaws
}

function reportFlaw(file: PromptFile, label: FlawLabel, habits: Habits, random: () => number): ReportedFlaw {
  const last = Math.min(label.endLine, label.startLine + habits.quoteLines - 1)
  const quote: string[] = []
  for (let line = label.startLine; line <= last; line++) quote.push(file.lines.get(line) ?? '')
  const shift = random() < habits.wrongLines ? wrongBy(random) : 0
  const startLine = Math.max(1, label.startLine + shift)
  const severity = shiftSeverity(label.severity, habits.severityShift, random)
  const family = random() < habits.wrongFamilies ? neighbour(label.family, random) : label.family
  const snippet = quote.join('\n')
  return {
    path: file.path,
    snippet: random() < habits.misquotes ? snippet.replace(/\w+/, 'value') : snippet,
    startLine,
    endLine: startLine + quote.length - 1,
    reasoning: reasoningOf(label, habits.wording),
    family,
    cwe: random() < 0.95 ? label.cwe : null,
    title: titleOf(label, habits.wording, random),
    severity,
    confidence: Math.round((0.6 + random() * 0.39) * 100) / 100,
    cvss: habits.wording === 'terse' ? null : cvssOf(severity, family),
    remediation: remediationOf(family, habits.wording),
  }
}

/** Of wrong lines about half are up to 3 off, the rest up to 20 or more (§3.1). */
function wrongBy(random: () => number): number {
  const far = random() < 0.5 ? 1 + Math.floor(random() * 3) : 4 + Math.floor(random() * 20)
  return random() < 0.5 ? -far : far
}

/** Off by at most one level from the mean shift: real pairs are within one step 99.6 % of the time. */
function shiftSeverity(severity: Severity, shift: number, random: () => number): Severity {
  const whole = Math.trunc(shift)
  const rest = Math.abs(shift - whole)
  const step = whole + (random() < rest ? Math.sign(shift) : 0)
  const index = SEVERITIES.indexOf(severity) + step
  return SEVERITIES[Math.max(0, Math.min(SEVERITIES.length - 1, index))] ?? severity
}

function neighbour(family: Family, random: () => number): Family {
  const index = FAMILIES.indexOf(family) + (random() < 0.5 ? 1 : -1)
  return FAMILIES[(index + FAMILIES.length) % FAMILIES.length] ?? 'other'
}

/** A finding on a line that has no label. */
function invent(file: PromptFile, labels: readonly FlawLabel[], random: () => number): FlawLabel | null {
  const clean = [...file.lines].filter(
    ([number, code]) =>
      code.trim().length > 12 && !labels.some(({ startLine, endLine }) => number >= startLine && number <= endLine),
  )
  const line = clean[Math.floor(random() * clean.length)]?.[0]
  if (line === undefined) return null
  return {
    id: `invented-${line}`,
    path: file.path,
    startLine: line,
    endLine: line,
    family: random() < 0.5 ? 'input-validation' : 'information-exposure',
    cwe: 'CWE-20',
    severity: random() < 0.5 ? 'low' : 'medium',
    title: 'Input is used without validation',
    why: 'The value is used as it comes in.',
  }
}
