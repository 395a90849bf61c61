import type { Exchange } from './exchange.ts'
import type { OutgoingRequest } from './outgoing.ts'

/** A value of a header that is asked for anew before each request, such as a token that runs out. */
export interface FreshValue {
  /** Stands in the headers until the request leaves. */
  readonly mark: string
  /** The option that it comes from. */
  readonly option: string
  readonly give: () => unknown
}

/** One line of a header's characters, and no longer than servers take. */
const SENDABLE = /^[\x21-\x7e][\x20-\x7e]{0,16383}$/

/** Puts fresh values in place of their marks. `onValue` hears each, since no text that leaves may repeat it. */
export async function withFreshValues(
  request: OutgoingRequest,
  values: readonly FreshValue[],
  exchange: Exchange,
  onValue: (value: string) => void,
): Promise<OutgoingRequest> {
  let headers = request.headers
  for (const { mark, option, give } of values) {
    if (!headers.some((part) => part.includes(mark))) continue
    const value = await exchange.holdFor(ask(give)).catch((error: unknown) => {
      if (exchange.fault) throw exchange.fault
      // What it says may hold the very secret.
      const name = error instanceof Error ? error.name : typeof error
      throw exchange.fail('no-key', `The function of the option ${option} failed (${name}).`, error)
    })
    if (typeof value !== 'string' || !SENDABLE.test(value))
      throw exchange.fail('no-key', `The function of the option ${option} gave no line of printable characters.`)
    onValue(value)
    headers = headers.map((part) => part.replaceAll(mark, () => value))
  }
  return { ...request, headers }
}

const ask = async (give: () => unknown): Promise<unknown> => give()
