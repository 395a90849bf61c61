import type { JsonObject } from '../../parse/shape.ts'
import { list, object, text } from './members.ts'
import type { Reading } from './reading.ts'

/** A warning that says that a file was read in part or not at all. */
const UNREAD =
  /\b(?:syntax|pars(?:e|ed|er|ing)|partial(?:ly)?|time(?:d)? ?out|fatal|fail(?:ed|ure)?|skipped|not (?:be )?(?:analy[sz]ed|scanned|processed|extracted)|unsupported|too (?:large|big)|out of memory)/i

/** Most notifications that are told. */
const MOST_TOLD = 5

/**
 * What a run says of its own wholeness: null when it says nothing. A run without results did not produce any, one with external
 * properties keeps them elsewhere, and an error on the way means that something was not read; none of them is whole.
 */
export function claimOf(run: JsonObject, at: string, reading: Reading): boolean | null {
  let claimed: boolean | null = null
  if (!Array.isArray(run['results'])) reading.lost(`${at}.results`, 'a list of what the scan found', run['results'])
  const external = run['externalPropertyFileReferences']
  if (external !== undefined && Object.keys(object(external)).length > 0)
    reading.lost(`${at}.externalPropertyFileReferences`, 'absent: what is kept in other files is not read', external)
  let told = 0
  for (const [index, invocation] of list(run['invocations']).map(object).entries()) {
    const successful = invocation['executionSuccessful']
    if (typeof successful === 'boolean') claimed = successful && claimed !== false
    for (const name of ['toolExecutionNotifications', 'toolConfigurationNotifications'])
      for (const notification of list(invocation[name]).map(object)) {
        if (!meansUnread(notification)) continue
        claimed = false
        if (++told <= MOST_TOLD) reading.lost(`${at}.invocations[${index}].${name}`, 'without errors', wordsOf(notification))
      }
  }
  return claimed
}

function meansUnread(notification: JsonObject): boolean {
  const level = text(notification['level']) || 'warning'
  if (level === 'error') return true
  return level === 'warning' && list(notification['locations']).length > 0 && UNREAD.test(wordsOf(notification))
}

function wordsOf(notification: JsonObject): string {
  const message = text(object(notification['message'])['text'])
  return `${text(object(notification['descriptor'])['id'])} ${message}`.trim().slice(0, 400)
}
