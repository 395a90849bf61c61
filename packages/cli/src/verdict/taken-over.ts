import type { FileCoverage } from '@understudy/findings'

/** Where a result that is not of this run comes from, in words; empty for one that is. */
export function takenOver({ cached, resumed, endpoint }: FileCoverage): string {
  if (!cached && !resumed) return ''
  if (endpoint === undefined) return cached ? 'from cache' : 'from an earlier run'
  return cached ? `from cache of ${endpoint}` : `from an earlier run at ${endpoint}`
}
