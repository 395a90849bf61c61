import { HIDDEN, refuseOption } from '@understudy/spec'
import type { FreshValue } from '../transport/index.ts'
import { freshValue } from './fresh.ts'

/** Headers that belong to the connection, or that say what the SDK has written. */
const NOT_OURS: ReadonlySet<string> = new Set([
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** RFC 9110 5.6.2: a token. */
const NAME = /^[!#$%&'*+.^`|~\w-]+$/

/** Not all blanks. */
const ONE_LINE = /^ *[\x21-\x7e][\x20-\x7e]*$/

/** Stands for a variable of the environment in a value. */
const VARIABLE = /\$\{([A-Za-z_]\w*)\}/g

/** Headers as they are sent, and what the environment lacks for them. */
export interface CheckedHeaders {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** What gives a value anew before each request; its mark stands in `headers`. */
  readonly fresh: readonly FreshValue[]
  /** As a part of a sentence. Such headers are not to be sent. */
  readonly missing?: string
}

/** Puts variables in place. @throws InvalidOptionError for an option that breaks its rule; a value is never in its message */
export function checkHeaders(given: unknown, env: (name: string) => string | undefined): CheckedHeaders {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return refuseOption('headers', 'an object with a text for each name', given)
  const headers = new Map<string, string>()
  const unset: string[] = []
  const fresh: FreshValue[] = []
  for (const [name, value] of Object.entries(given) as readonly [string, unknown][]) {
    const lower = name.toLowerCase()
    if (!NAME.test(name)) refuseOption('headers', 'an object whose names are names of headers', name)
    if (NOT_OURS.has(lower)) refuseOption(`headers.${name}`, 'left out: the connection sets it', HIDDEN)
    if (headers.has(lower)) refuseOption(`headers.${name}`, 'given once, whatever its case', HIDDEN)
    if (typeof value === 'function') {
      const asked = freshValue(`headers.${name}`, value as () => unknown)
      fresh.push(asked)
      headers.set(lower, asked.mark)
      continue
    }
    if (typeof value !== 'string' || value.trim() === '') return refuseOption(`headers.${name}`, 'one line of plain text', value)
    if (!ONE_LINE.test(value)) refuseOption(`headers.${name}`, 'one line of plain text', HIDDEN)
    const filled = value.replaceAll(VARIABLE, (_, variable: string) => {
      const set = env(variable) ?? ''
      if (!ONE_LINE.test(set))
        unset.push(
          `${variable}, which its headers need, ${set.trim() === '' ? 'is not set in the environment' : 'must be one line of plain text'}`,
        )
      return set
    })
    headers.set(lower, filled)
  }
  return {
    headers: Object.freeze(Object.fromEntries(headers)),
    fresh,
    ...(unset.length > 0 && { missing: [...new Set(unset)].join('; ') }),
  }
}
