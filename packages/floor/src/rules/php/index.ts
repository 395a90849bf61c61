import type { Rule } from '../rule.ts'
import { PHP_INJECTION } from './injection.ts'
import { PHP_REACH } from './reach.ts'
import { PHP_TRUST } from './trust.ts'

/** Rules for PHP. */
export const PHP_RULES: readonly Rule[] = [...PHP_INJECTION, ...PHP_REACH, ...PHP_TRUST]
