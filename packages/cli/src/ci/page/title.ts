import { unreadFiles } from '@understudy/findings'
import { setAside } from '../../baseline/set-aside.ts'
import { count } from '../../terminal/text.ts'
import { leftOutWords, tally, verdictOf } from '../../verdict/verdict.ts'
import { servedModels } from '../models.ts'
import type { PageFacts } from './facts.ts'

/** One line for a list of checks: what was found, or that nothing is proven. */
export function titleOf({ report, conclusion, counting: told }: Pick<PageFacts, 'report' | 'conclusion' | 'counting'>): string {
  if (!report) return 'Nothing to review'
  const counting = told ?? report.findings.filter((finding) => setAside(finding) === null).length
  const found = counting === 0 ? 'No findings' : count(counting, 'finding')
  if (conclusion === 'inconclusive')
    return `Inconclusive: ${counting === 0 ? 'nothing is proven' : `${found}, and more may be there`}`
  if (report.status !== 'complete') return `${found}, and not everything was reviewed`
  const left = leftOutWords(report)
  const scope = left === null ? '' : `; ${left}`
  return `${conclusion === 'success' && counting > 0 ? `${found} below the threshold` : found}${scope}`
}

/** What the verdict means, in one or two sentences. */
export function sentenceOf({ report }: Pick<PageFacts, 'report'>): string {
  if (!report) return 'The change touches no code.'
  const { wanted } = tally(report)
  if (report.status === 'partial') {
    const unread = unreadFiles(report).length
    return `${wanted - unread} of ${count(wanted, 'file')} were reviewed whole by a model. Silence about the ${unread === 1 ? 'other one' : `other ${unread}`} proves nothing.`
  }
  if (report.status !== 'complete') return verdictOf(report).sentence
  const change = report.task === 'review.diff'
  const files = wanted === 1 ? 'The file was' : `All ${count(wanted, 'file')} were`
  const whole = change
    ? `The change was reviewed in ${wanted === 1 ? 'its file' : `all ${count(wanted, 'file')}`}`
    : `${files} reviewed whole`
  return `${whole}${report.findings.length === 0 ? ', and nothing was found' : ''}.`
}

/** Plain words about who served: `claude-fable-5 (2 files), gpt-5.5 (1 file)`. */
export function servedWords(report: PageFacts['report']): string {
  const models = report ? servedModels(report) : []
  return models.map(({ model, files }) => `${model} (${count(files, 'file')})`).join(', ') || 'nobody'
}
