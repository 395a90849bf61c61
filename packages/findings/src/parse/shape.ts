import { type CvssComponents, FAMILIES, type ReportedFlaw, SEVERITIES } from '@understudy/spec'
import { type Problem, shownValue } from './problem.ts'

/** Written by hand, not with a schema library: every reply of every call passes through here. */

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const FAMILY_WORDS: ReadonlySet<unknown> = new Set(FAMILIES)
const SEVERITY_WORDS: ReadonlySet<unknown> = new Set(SEVERITIES)

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
    const found = value[name]
    if (typeof found !== 'number' || !Number.isFinite(found)) add(problems, `${at}.${name}`, 'a finite number', found)
    return found as number
  }
  if (!FAMILY_WORDS.has(value['family'])) add(problems, `${at}.family`, `one of ${FAMILIES.join(', ')}`, value['family'])
  if (!SEVERITY_WORDS.has(value['severity']))
    add(problems, `${at}.severity`, `one of ${SEVERITIES.join(', ')}`, value['severity'])
  const flaw: ReportedFlaw = {
    path: text('path'),
    snippet: text('snippet'),
    startLine: number('startLine'),
    endLine: number('endLine'),
    reasoning: text('reasoning'),
    family: value['family'] as ReportedFlaw['family'],
    cwe: nullableText('cwe'),
    title: text('title'),
    severity: value['severity'] as ReportedFlaw['severity'],
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
