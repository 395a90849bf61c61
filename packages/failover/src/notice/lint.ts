import type { Notice } from './notice.ts'

/** What a credible order states and this one does not. */
export interface NoticeLint {
  readonly rule:
    | 'threshold'
    | 'legal-basis'
    | 'independent-review'
    | 'evidence-channel'
    | 'public-summary'
    | 'end'
    | 'fitted-remedy'
  /** Where in the notice it would stand. */
  readonly path: string
  readonly sentence: string
}

interface Rule {
  readonly rule: NoticeLint['rule']
  readonly path: string
  readonly missing: (notice: Notice) => boolean
  readonly sentence: string
}

/** Bars everybody from everything, everywhere. */
function unlimited({ tasks, principals, channels, regions }: Notice): boolean {
  const anyTask = tasks === undefined || tasks.includes('*')
  return anyTask && principals === undefined && channels === undefined && regions === undefined
}

/** What the order of 2026-06-12 left open, as its critics listed it; each rule is one question that could not be answered. */
const RULES: readonly Rule[] = [
  {
    rule: 'threshold',
    path: 'basis.criterion',
    missing: ({ basis }) => !basis.criterion,
    sentence: 'It does not say which threshold was crossed, so nobody can tell whether another model crosses it too.',
  },
  {
    rule: 'legal-basis',
    path: 'basis.instrument',
    missing: ({ basis }) => !basis.instrument || !basis.reference,
    sentence: 'It does not name the instrument it rests on with a reference, so nobody can look it up or contest it.',
  },
  {
    rule: 'independent-review',
    path: 'independentReview',
    missing: ({ independentReview }) => !independentReview?.body,
    sentence: 'Nobody independent of the authority reviews it.',
  },
  {
    rule: 'independent-review',
    path: 'independentReview.by',
    missing: ({ independentReview }) => independentReview !== undefined && !independentReview.by,
    sentence: 'The independent review has no date by which it decides.',
  },
  {
    rule: 'evidence-channel',
    path: 'basis.evidence',
    missing: ({ basis }) =>
      !basis.evidence ||
      (!basis.evidence.published && !basis.evidence.channel) ||
      (basis.evidence.published && !basis.evidence.reference),
    sentence: 'The evidence is neither published nor open to those concerned through a named channel.',
  },
  {
    rule: 'public-summary',
    path: 'publicSummary',
    missing: ({ publicSummary }) => !publicSummary,
    sentence: 'It has no public summary, so those who depend on the model cannot be told why.',
  },
  {
    rule: 'end',
    path: 'until',
    missing: ({ until, independentReview }) => until === undefined && !independentReview?.by,
    sentence: 'It has no end and no date at which it is looked at again.',
  },
  {
    rule: 'fitted-remedy',
    path: 'remedy',
    missing: ({ remedy }) => !remedy,
    sentence: 'It does not say how barring the model is fitted to the threat.',
  },
  {
    rule: 'fitted-remedy',
    path: 'models',
    missing: (notice) => unlimited(notice) && notice.models.some((pattern) => /^[^/]*\/?\*$/.test(pattern)),
    sentence: 'It bars every model of a vendor for everybody and every task; a remedy fitted to a threat is narrower.',
  },
  {
    rule: 'fitted-remedy',
    path: 'principals',
    missing: (notice) =>
      unlimited(notice) &&
      /\b(?:foreign|national|citizen|resident|organi[sz]ation|entity|person)/i.test(notice.basis.criterion ?? ''),
    sentence: 'Its threshold speaks of certain people or organisations, but it bars everybody.',
  },
]

/** Says what a credible order should state and this one does not. It is in force all the same: this is for people. */
export function lintNotice(notice: Notice): readonly NoticeLint[] {
  return RULES.filter(({ missing }) => missing(notice)).map(({ rule, path, sentence }) => ({ rule, path, sentence }))
}
