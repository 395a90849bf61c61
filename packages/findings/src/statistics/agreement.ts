/** Two raters, yes or no, over the same cells. */
export interface YesNoTable {
  readonly both: number
  readonly onlyFirst: number
  readonly onlySecond: number
  readonly neither: number
}

export const cellsOf = ({ both, onlyFirst, onlySecond, neither }: YesNoTable): number => both + onlyFirst + onlySecond + neither

/**
 * Cohen's κ (Cohen 1960): agreement beyond what each rater's own rate of "yes" would give by chance.
 * Null when chance alone would give full agreement. Read it beside AC1: with rare findings κ can be low although both agree.
 */
export function cohenKappa(table: YesNoTable): number | null {
  const n = cellsOf(table)
  if (n === 0) return null
  const observed = (table.both + table.neither) / n
  const first = (table.both + table.onlyFirst) / n
  const second = (table.both + table.onlySecond) / n
  const chance = first * second + (1 - first) * (1 - second)
  return chance === 1 ? null : (observed - chance) / (1 - chance)
}

/** Gwet's AC1 (Gwet 2008): agreement beyond chance that stays meaningful when nearly all cells are "no". */
export function gwetAc1(table: YesNoTable): number | null {
  const n = cellsOf(table)
  if (n === 0) return null
  const observed = (table.both + table.neither) / n
  const yes = (2 * table.both + table.onlyFirst + table.onlySecond) / (2 * n)
  const chance = 2 * yes * (1 - yes)
  return (observed - chance) / (1 - chance)
}
