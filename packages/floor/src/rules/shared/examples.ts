import type { Rule } from '../rule.ts'

/** What a language adds to a rule that several share. */
export type Examples = Pick<Rule, 'bad' | 'good'>
