import type { Rule } from '../rule.ts'
import { C_INJECTION } from './injection.ts'
import { C_MEMORY } from './memory.ts'
import { C_TRUST } from './trust.ts'

/** Rules for C. */
export const C_RULES: readonly Rule[] = [...C_MEMORY, ...C_INJECTION, ...C_TRUST]
