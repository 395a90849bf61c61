import type { CvssComponents, Family, FlawLabel, Severity } from '@understudy/spec'
import type { ReviewHabits } from './habits.ts'

type Wording = NonNullable<ReviewHabits['wording']>

const spaced = (family: Family): string => family.replaceAll('-', ' ')
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** The same flaw in the words of differently minded models. */
export function titleOf(label: FlawLabel, wording: Wording, random: () => number): string {
  const family = spaced(label.family)
  const titles: Readonly<Record<Wording, readonly string[]>> = {
    plain: [label.title, `${capital(family)} in ${fileName(label.path)}`],
    terse: [capital(family), `${capital(family)}, line ${label.startLine}`],
    formal: [
      `Potential ${family} vulnerability: ${label.title}`,
      `${capital(family)} (${label.cwe}) identified in ${fileName(label.path)}`,
    ],
  }
  return (titles[wording][Math.floor(random() * 2)] ?? label.title).slice(0, 80)
}

export function reasoningOf(label: FlawLabel, wording: Wording): string {
  if (wording === 'terse') return label.why
  if (wording === 'plain') return `${label.why} Input from outside reaches this place without a check.`
  return `The analysed code is affected by ${label.cwe}. ${label.why} An attacker who controls the input may abuse this.`
}

export function remediationOf(family: Family, wording: Wording): string | null {
  if (wording === 'terse') return null
  return `Change this place so that ${spaced(family)} is not possible: validate the input and use the safe form of the call.`
}

/** Base metrics in line with a severity, as a model that is asked for components gives them. */
export function cvssOf(severity: Severity, family: Family): CvssComponents {
  const impact = severity === 'critical' || severity === 'high' ? 'H' : severity === 'medium' ? 'L' : 'N'
  const low = impact === 'H' ? 'L' : 'N'
  return {
    AV: 'N',
    AC: severity === 'low' ? 'H' : 'L',
    AT: 'N',
    PR: severity === 'critical' ? 'N' : 'L',
    UI: family === 'cross-site-scripting' || family === 'open-redirect' ? 'P' : 'N',
    VC: impact,
    VI: impact,
    VA: severity === 'critical' ? 'H' : low,
    SC: 'N',
    SI: 'N',
    SA: 'N',
  }
}
