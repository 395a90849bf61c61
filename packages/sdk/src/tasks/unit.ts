import type { Problem } from '@understudy/findings'

/** Schemas of the portable subset know no bounds, so a confidence is checked here. */
export function checkUnit(path: string, value: number): readonly Problem[] {
  return value >= 0 && value <= 1 ? [] : [{ path, rule: 'a number from 0 to 1', value: String(value) }]
}
