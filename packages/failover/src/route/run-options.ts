import { checkMembers, checkNumber, checkText, refuseOption } from '@understudy/spec'
import { checkSubject } from '../policy/subject.ts'
import { acceptJson } from '../schema/accept-json.ts'
import { isStandardSchema } from '../schema/standard-schema.ts'
import type { RunOptions } from './types.ts'

const MEMBERS = [
  'accept',
  'schema',
  'repair',
  'signal',
  'deadlineMs',
  'executionId',
  'subject',
  'caller',
  'onProgress',
  'onEvent',
] as const

/** The options, with `accept` in place of `schema` and a subject that nobody else can change. @throws InvalidOptionError, before anything is sent */
export function checkedRunOptions<T>(given: RunOptions<T>): RunOptions<T> {
  checkMembers('', given, MEMBERS)
  const options = given.subject === undefined ? given : { ...given, subject: checkSubject(given.subject) }
  if (options.deadlineMs !== undefined) checkNumber('deadlineMs', options.deadlineMs, { min: 1, max: 86_400_000 })
  if (options.executionId !== undefined) checkText('executionId', options.executionId)
  for (const name of ['accept', 'repair', 'onProgress', 'onEvent'] as const)
    if (options[name] !== undefined && typeof options[name] !== 'function') refuseOption(name, 'a function', options[name])
  if (options.schema === undefined) return options
  if (!isStandardSchema(options.schema)) refuseOption('schema', 'a Standard Schema (zod, valibot, …)', options.schema)
  if (options.accept) refuseOption('accept', 'absent when schema is given', options.accept)
  return { ...options, accept: acceptJson(options.schema) }
}
