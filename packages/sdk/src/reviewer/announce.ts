import type { FileResult } from '../coverage/file-result.ts'
import { stamp } from './events.ts'
import type { ReviewRun } from './review-run.ts'

/** Tells that a file is done. */
export function announce(run: Pick<ReviewRun, 'emit' | 'runtime'>, { coverage, findings }: FileResult): void {
  const { path, disposition, reason, target, servedModel, resumed, cached } = coverage
  run.emit(
    stamp(run.runtime, {
      type: 'file-finished',
      path,
      disposition,
      findings: findings.length,
      ...(reason !== undefined && { reason }),
      ...(target !== undefined && { target }),
      ...(servedModel !== undefined && { servedModel }),
      ...(resumed && { resumed }),
      ...(cached && { cached }),
    }),
  )
}
