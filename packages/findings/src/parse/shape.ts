import { type CvssComponents, FAMILIES, type ReportedFlaw, SEVERITIES } from '@understudy/spec'
import { linesOf } from './lines.ts'
import { type Problem, shownValue } from './problem.ts'

/** Written by hand, not with a schema library: every reply of every call passes through here. */

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const FAMILY_WORDS: ReadonlySet<unknown> = new Set(FAMILIES)
const SEVERITY_WORDS: ReadonlySet<unknown> = new Set(SEVERITIES)

const DIGITS = /^\s{0,4}\d{1,8}(?:\.\d{1,8})?\s{0,4}$/

/** One of our words however it is spelled: `SQL Injection`, `sql_injection`, `HIGH`. Undefined for any other. */
function wordOf(words: ReadonlySet<unknown>, written: unknown): unknown {
  if (words.has(written)) return written
  if (typeof written !== 'string' || written.length > 60) return undefined
  const plain = written
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_/-]+/g, '-')
  return words.has(plain) ? plain : undefined
}

const CVSS_LETTERS: Readonly<Record<keyof CvssComponents, string>> = {
  AV: 'NALP',
  AC: 'LH',
  AT: 'NP',
  PR: 'NLH',
  UI: 'NPA',
  VC: 'HLN',
  VI: 'HLN',
  VA: 'HLN',
  SC: 'HLN',
  SI: 'HLN',
  SA: 'HLN',
}
const CVSS_METRICS = Object.keys(CVSS_LETTERS) as (keyof CvssComponents)[]

/** Checks one flaw and copies its known members, so that nothing unknown travels on. Problems are added to the list. */
export function readFlaw(value: unknown, at: string, problems: Problem[]): ReportedFlaw | null {
  if (!isObject(value)) return add(problems, at, 'an object', value)
  const before = problems.length
  const text = (name: string): string => {
    const found = value[name]
    if (typeof found !== 'string') add(problems, `${at}.${name}`, 'a string', found)
    return found as string
  }
  const nullableText = (name: string): string | null => (value[name] == null ? null : text(name))
  const number = (name: string): number => {
    const written = value[name]
    const found = typeof written === 'string' && DIGITS.test(written) ? Number(written) : written
    if (typeof found === 'number' && Number.isFinite(found)) return found
    add(problems, `${at}.${name}`, 'a finite number', found)
    // Callers compare it, which an object such as {"toString": null} does not survive.
    return Number.NaN
  }
  /** A model that no schema binds writes `"3-5"`, or no line where its quote says all. */
  const lines = (): Pick<ReportedFlaw, 'startLine' | 'endLine'> => {
    const { startLine, endLine } = value
    const told = typeof startLine === 'string' ? linesOf(startLine) : undefined
    const absent = startLine === null && typeof value['snippet'] === 'string' && value['snippet'].trim() !== ''
    const start = told?.start ?? (absent ? 0 : number('startLine'))
    const end = typeof endLine === 'string' ? linesOf(endLine)?.end : undefined
    return { startLine: start, endLine: end ?? (endLine === null ? Math.max(start, told?.end ?? start) : number('endLine')) }
  }
  const family = wordOf(FAMILY_WORDS, value['family'])
  const severity = wordOf(SEVERITY_WORDS, value['severity'])
  if (family === undefined) add(problems, `${at}.family`, `one of ${FAMILIES.join(', ')}`, value['family'])
  if (severity === undefined) add(problems, `${at}.severity`, `one of ${SEVERITIES.join(', ')}`, value['severity'])
  const flaw: ReportedFlaw = {
    path: text('path'),
    snippet: text('snippet'),
    ...lines(),
    reasoning: text('reasoning'),
    family: family as ReportedFlaw['family'],
    cwe: typeof value['cwe'] === 'number' ? `CWE-${value['cwe']}` : nullableText('cwe'),
    title: text('title'),
    severity: severity as ReportedFlaw['severity'],
    confidence: number('confidence'),
    cvss: readCvss(value['cvss'], `${at}.cvss`, problems),
    remediation: nullableText('remediation'),
  }
  return problems.length > before ? null : flaw
}

function readCvss(value: unknown, at: string, problems: Problem[]): CvssComponents | null {
  if (value == null) return null
  if (!isObject(value)) return add(problems, at, 'an object or null', value)
  const components: Partial<Record<keyof CvssComponents, string>> = {}
  for (const metric of CVSS_METRICS) {
    const letter = value[metric]
    if (typeof letter === 'string' && letter.length === 1 && CVSS_LETTERS[metric].includes(letter)) components[metric] = letter
    else add(problems, `${at}.${metric}`, `one of ${CVSS_LETTERS[metric].split('').join(', ')}`, letter)
  }
  return components as CvssComponents
}

export function add(problems: Problem[], path: string, rule: string, value: unknown): null {
  problems.push({ path, rule, value: value === undefined ? 'nothing' : shownValue(value) })
  return null
}
