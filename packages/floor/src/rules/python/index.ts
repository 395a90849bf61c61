import type { Rule } from '../rule.ts'
import { PYTHON_INJECTION } from './injection.ts'
import { PYTHON_REACH } from './reach.ts'
import { PYTHON_TRUST } from './trust.ts'

/** Rules for Python. */
export const PYTHON_RULES: readonly Rule[] = [...PYTHON_INJECTION, ...PYTHON_REACH, ...PYTHON_TRUST]
