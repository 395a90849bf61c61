export { floor, FLOOR_ID, type FloorOptions } from './floor.ts'
export { type Language, languageOf, LANGUAGES } from './language/languages.ts'
export type { Rule } from './rules/rule.ts'
export { HIGHEST_CONFIDENCE, type Scan, scan, scanFile } from './scan.ts'
