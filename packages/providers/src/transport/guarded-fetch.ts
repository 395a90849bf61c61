import type { Exchange } from './exchange.ts'
import type { OutgoingRequest } from './outgoing.ts'
import type { PlainResponse } from './plain-response.ts'
import { Receiver, type Source } from './receiver.ts'

/** A reader that pulls needs no pausing. */
const PULLED: Source = { pause: () => {}, resume: () => {} }

/** Sends through a `fetch` that somebody else made (the user's, a test's, msw's), under the same guards. */
export async function guardedFetch(
  fetch: typeof globalThis.fetch,
  exchange: Exchange,
  request: OutgoingRequest,
): Promise<PlainResponse> {
  const receiver = new Receiver(exchange, request.address.href)
  const controller = new AbortController()
  exchange.begin((fault) => {
    controller.abort(fault)
    receiver.fail(fault)
  })
  const ask = async (): Promise<void> => {
    const response = await fetch(request.address.href, {
      method: request.method,
      headers: pairs(request.headers),
      ...(request.body !== undefined && { body: request.body }),
      redirect: 'manual',
      signal: controller.signal,
    })
    await receive(response, receiver, exchange)
  }
  ask().catch((error: unknown) => receiver.fail(error))
  return receiver.response
}

/** Names and values as `fetch` takes them. */
function pairs(headers: readonly string[]): Record<string, string> {
  const record: Record<string, string> = {}
  for (let at = 0; at < headers.length; at += 2) record[headers[at] ?? ''] = headers[at + 1] ?? ''
  return record
}

async function receive(response: Response, receiver: Receiver, exchange: Exchange): Promise<void> {
  if (exchange.fault) return
  const fields = Object.fromEntries(response.headers)
  // A real `fetch` has decoded the body already and left the header standing.
  delete fields['content-encoding']
  if (!receiver.start(response.type === 'opaqueredirect' ? 307 : response.status, fields, PULLED)) return
  const reader = response.body?.getReader()
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true }
    if (done || !value) break
    if (!receiver.data(Buffer.from(value.buffer, value.byteOffset, value.byteLength), PULLED)) return
  }
  receiver.end()
}
