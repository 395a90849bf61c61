import type { Rule } from '../rule.ts'
import { JAVA_INJECTION } from './injection.ts'
import { JAVA_TRUST } from './trust.ts'

/** Rules for Java. */
export const JAVA_RULES: readonly Rule[] = [...JAVA_INJECTION, ...JAVA_TRUST]
