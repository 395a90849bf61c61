import { refuseOption } from '@understudy/spec'
import type { Subject } from './pattern.ts'

/**
 * A copy of what is known about whose code it is, for a piece of work: what its caller changes meanwhile must not change who may be
 * asked. @throws InvalidOptionError when an attribute is no text
 */
export function checkSubject(subject: unknown): Subject {
  if (typeof subject !== 'object' || subject === null || Array.isArray(subject))
    return refuseOption('subject', 'an object of texts', subject)
  for (const [name, value] of Object.entries(subject))
    if (typeof value !== 'string') refuseOption(`subject.${name}`, 'a text', value)
  return Object.freeze({ ...(subject as Subject) })
}
