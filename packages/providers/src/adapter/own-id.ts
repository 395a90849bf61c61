import { refuseOption } from '@understudy/spec'
import { VENDORS } from './vendors.ts'

/**
 * An id of the user's own. With a vendor's word in front it would pass for that vendor's in policies, notices and reports.
 * @throws InvalidOptionError
 */
export function checkOwnId(id: unknown): string {
  if (typeof id !== 'string' || !/^[\w.:@+-]+(?:\/[\w.:@+-]+)+$/.test(id))
    return refuseOption('id', 'name/model, without spaces', id)
  const [first = ''] = id.split('/')
  return Object.hasOwn(VENDORS, first) || first === 'floor'
    ? refuseOption('id', `name/model with a name that is no vendor’s; ${first} is one`, id)
    : id
}
