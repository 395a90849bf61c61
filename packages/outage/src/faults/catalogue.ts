import type { Fault } from './fault.ts'
import { hang } from './hang.ts'
import { overloaded } from './overloaded.ts'
import { rateLimited } from './rate-limited.ts'
import { reset } from './reset.ts'
import { withdrawn } from './withdrawn.ts'

/** Every fault that a stage can express, by its name. */
export const FAULTS = {
  withdrawn,
  overloaded,
  'rate-limited': rateLimited,
  hang,
  reset,
} as const satisfies Readonly<Record<string, Fault>>

export type FaultName = keyof typeof FAULTS

export const FAULT_NAMES = Object.keys(FAULTS) as readonly FaultName[]
