import type { Rule } from '../rule.ts'
import { GO_INJECTION } from './injection.ts'
import { GO_TRUST } from './trust.ts'

/** Rules for Go. */
export const GO_RULES: readonly Rule[] = [...GO_INJECTION, ...GO_TRUST]
