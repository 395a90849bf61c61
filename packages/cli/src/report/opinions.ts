import type { Finding, Report } from '@understudy/findings'

/** What somebody else said of a flaw. Silence counts only where the file was read whole by a model to be trusted. */
export interface Opinion {
  /** A model, or the label of a run. */
  readonly who: string
  readonly said: 'reported' | 'did not report' | 'cannot say'
}

/** What further runs say of the first one's findings. */
export interface RunOpinions {
  /** By the id of a finding of the first run. */
  readonly about: ReadonlyMap<string, readonly Opinion[]>
  /** Flaws that only further runs reported, with the label of the run. */
  readonly missed: readonly { readonly finding: Finding; readonly who: string }[]
}

/** Opinions within one run: models that were asked for a second opinion, or whose findings were merged. */
function within({ coverage }: Report, finding: Finding): readonly Opinion[] {
  const file = coverage.files.find(({ path }) => path === finding.locations[0].path)
  const support = finding.confidence.support?.models ?? []
  const asked = (file?.opinions ?? []).map(({ servedModel }) => servedModel)
  return [...new Set([...asked, ...support])]
    .filter((model) => model !== finding.provenance.servedModel)
    .map((who) => ({ who, said: support.includes(who) ? 'reported' : 'did not report' }))
}

/** Everybody's opinion of a finding but that of whoever reported it. */
export function opinionsOn(report: Report, finding: Finding, runs?: RunOpinions): readonly Opinion[] {
  return [...within(report, finding), ...(runs?.about.get(finding.id) ?? [])]
}

/** Opinions in a few words, such as `2 of 3 agree`; null where nobody else was asked. */
export function agreementWords(opinions: readonly Opinion[]): string | null {
  const able = opinions.filter(({ said }) => said !== 'cannot say')
  if (able.length === 0) return null
  const agreeing = able.filter(({ said }) => said === 'reported').length
  return `${agreeing + 1} of ${able.length + 1} report it`
}
