import type { Rule } from '../rule.ts'
import { JAVASCRIPT_CRYPTO } from './crypto.ts'
import { JAVASCRIPT_EXECUTION } from './execution.ts'
import { JAVASCRIPT_INJECTION } from './injection.ts'
import { JAVASCRIPT_OBJECTS } from './objects.ts'
import { JAVASCRIPT_REACH } from './reach.ts'

/** Rules for JavaScript, TypeScript and their JSX forms. */
export const JAVASCRIPT_RULES: readonly Rule[] = [
  ...JAVASCRIPT_INJECTION,
  ...JAVASCRIPT_EXECUTION,
  ...JAVASCRIPT_REACH,
  ...JAVASCRIPT_CRYPTO,
  ...JAVASCRIPT_OBJECTS,
]
