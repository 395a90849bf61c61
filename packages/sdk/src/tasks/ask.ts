import type { Finding, ModelComparability } from '@understudy/findings'
import { refuseOption, type SourceFile } from '@understudy/spec'
import { excerptAround } from '../plan/excerpt.ts'
import { estimateTokens } from '../plan/tokens.ts'
import type { TaskResult } from './run-task.ts'

/** An answered task, and what its model is worth next to the one that made the finding. */
export type JudgedResult<O> =
  | (Extract<TaskResult<O>, { readonly status: 'answered' }> & {
      /** The baseline is the model that reported the finding. */
      readonly comparability: ModelComparability & { readonly baseline: string }
    })
  | Exclude<TaskResult<O>, { readonly status: 'answered' }>

/** States how far an opinion on a finding compares with the finding itself: the same model is its own baseline. */
export function judged<O>(result: TaskResult<O>, finding: Finding): JudgedResult<O> {
  if (result.status !== 'answered') return result
  const { servedModel } = result.by
  const baseline = finding.provenance.servedModel
  const same = servedModel === baseline
  const reason = same ? 'the model that reported the finding' : `another model than ${baseline}, which reported the finding`
  return { ...result, comparability: { baseline, servedModel, verdict: same ? 'baseline' : 'unknown', reason } }
}

/** Fits context into one call: the finding's own file around its lines, others whole as long as there is room. */
export function fitFiles(finding: Finding, files: readonly SourceFile[], tokens: number): readonly SourceFile[] {
  const { path, startLine, endLine } = finding.locations[0]
  const own = files.find((file) => file.path === path)
  if (!own) refuseOption('files', `a list with the file of the finding, ${path}`, files)
  const fitted = [excerptAround(own, startLine, endLine, tokens)]
  let left = tokens - estimateTokens(fitted[0]?.content ?? '')
  for (const file of files) {
    const cost = estimateTokens(file.content)
    if (file.path === path || cost > left) continue
    fitted.push(file)
    left -= cost
  }
  return fitted
}

/** Refuses input that would not fit whole into one call: a change judged by halves proves nothing. @throws InvalidOptionError */
export function checkFits(path: string, files: readonly SourceFile[], tokens: number): void {
  const needed = files.reduce((sum, file) => sum + estimateTokens(file.content), 0)
  if (needed > tokens) refuseOption(path, `at most ${tokens} tokens of code in all (raise callTokens)`, needed)
}
