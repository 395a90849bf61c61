import { checkMembers, checkNumber, checkText, refuseOption } from '@understudy/spec'
import type { RunOptions } from './types.ts'

const MEMBERS = ['accept', 'repair', 'signal', 'deadlineMs', 'executionId', 'subject', 'caller', 'onProgress', 'onEvent'] as const

/** @throws InvalidOptionError, before anything is sent */
export function checkRunOptions(options: RunOptions<unknown>): void {
  checkMembers('', options, MEMBERS)
  if (options.deadlineMs !== undefined) checkNumber('deadlineMs', options.deadlineMs, { min: 1, max: 86_400_000 })
  if (options.executionId !== undefined) checkText('executionId', options.executionId)
  for (const name of ['accept', 'repair', 'onProgress', 'onEvent'] as const)
    if (options[name] !== undefined && typeof options[name] !== 'function') refuseOption(name, 'a function', options[name])
}
