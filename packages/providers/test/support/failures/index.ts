import { ANTHROPIC_FAILURES } from './anthropic.ts'
import { ANYBODYS_FAILURES } from './anybody.ts'
import type { FailureFixture } from './fixture.ts'
import { GOOGLE_FAILURES } from './google.ts'
import { OPENAI_FAILURES } from './openai.ts'

const VENDORS = ['anthropic', 'openai', 'google'] as const

/** Every error answer that is known, with what it means. */
export const FAILURES: readonly FailureFixture[] = [
  ...OPENAI_FAILURES,
  ...ANTHROPIC_FAILURES,
  ...GOOGLE_FAILURES,
  ...ANYBODYS_FAILURES.flatMap((fixture) => VENDORS.map((vendor) => ({ ...fixture, vendor }))),
]
