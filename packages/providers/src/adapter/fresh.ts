import { randomUUID } from 'node:crypto'
import type { FreshValue } from '../transport/index.ts'

/** A mark for what a function gives. Drawn by chance, so that no header can hold it otherwise. */
export const freshValue = (option: string, give: () => unknown): FreshValue => ({ mark: `fresh-${randomUUID()}`, option, give })
