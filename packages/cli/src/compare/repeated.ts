import { codeGone, type Finding, type Repeated } from '@understudy/findings'
import type { Comparison, FlawState, TrackedFlaw } from '@understudy/findings/compare'
import { SEVERITIES } from '@understudy/spec'
import type { Sources } from '../terminal/findings.ts'

/** What became of a flaw, as it may be told: `resolved` only where its code is no longer in its file. */
export type ToldState = FlawState | 'no longer reported'

/** A flaw of a comparison, as it is told. */
export type ToldFlaw = Omit<TrackedFlaw, 'state'> & { readonly state: ToldState }

const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity.level)

/** The flaws with what may be said of each, gravest first. Silence of another run mends nothing, so the code decides. */
export function toldFlaws({ flaws }: Pick<Comparison, 'flaws'>, sources: Sources): readonly ToldFlaw[] {
  const told = flaws.map((flaw): ToldFlaw => {
    if (flaw.state !== 'resolved') return flaw
    const content = sources.get(flaw.finding.locations[0].path)
    return content !== undefined && codeGone(flaw.finding, content) ? flaw : { ...flaw, state: 'no longer reported' }
  })
  return told.toSorted((a, b) => rank(b.finding) - rank(a.finding))
}

/** How many findings of A of one severity or family B repeats, and how many A itself does in a second run. */
export interface RepeatedRow extends Repeated {
  readonly name: string
  readonly itself?: Repeated
}

const ofA = (comparison: Comparison): readonly { readonly finding: Finding; readonly again: boolean }[] =>
  comparison.flaws.flatMap(({ state, before }) =>
    before === undefined || state === 'unknown' ? [] : [{ finding: before, again: state === 'persisting' }],
  )

function counted(comparison: Comparison, fits: (finding: Finding) => boolean): Repeated {
  const found = ofA(comparison).filter(({ finding }) => fits(finding))
  return { of: found.length, repeated: found.filter(({ again }) => again).length }
}

/** The rows of the table: all, high and critical, each severity, each family; what is lost most stands first within families. */
export function repeatedRows(comparison: Comparison, self?: Comparison): readonly RepeatedRow[] {
  const row = (name: string, fits: (finding: Finding) => boolean): RepeatedRow => ({
    name,
    ...counted(comparison, fits),
    ...(self && { itself: counted(self, fits) }),
  })
  const families = [...new Set(ofA(comparison).map(({ finding }) => finding.family))]
  return [
    row('all', () => true),
    row('high and critical', ({ severity }) => severity.level === 'high' || severity.level === 'critical'),
    ...SEVERITIES.toReversed().map((level) => row(level, ({ severity }) => severity.level === level)),
    ...families
      .map((family) => row(family, (finding) => finding.family === family))
      .toSorted((a, b) => b.of - b.repeated - (a.of - a.repeated) || (a.name < b.name ? -1 : 1)),
  ].filter(({ of }) => of > 0)
}
