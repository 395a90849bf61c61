import { formOfBeginning } from './answer-form.ts'
import { EventFeed } from './event-feed.ts'
import type { Exchange } from './exchange.ts'
import type { TransportFault } from './fault.ts'
import { strictJson } from './strict-json.ts'

/**
 * Keeps a good answer that came in one piece: its text and its value, or, where a server sends a stream to whoever asks, its
 * events. Text that is not JSON is kept too, for whoever reads it to refuse. Gives the fault that stands in the way.
 */
export function wholeAnswer(bytes: Buffer, exchange: Exchange): TransportFault | undefined {
  const text = withoutMark(bytes.toString('utf8'))
  if (formOfBeginning(bytes) === 'events') return wholeStream(bytes, exchange)
  exchange.text = text
  const parsed = strictJson(text)
  if (parsed.ok) exchange.body = { value: parsed.value }
  else if (parsed.problem !== 'is not JSON') return exchange.fail('odd-json', `The answer ${parsed.problem}.`)
  return undefined
}

function wholeStream(bytes: Buffer, exchange: Exchange): TransportFault | undefined {
  exchange.events = []
  const feed = new EventFeed(exchange, { abandoned: () => {}, drained: () => {} })
  if (feed.push(bytes)) feed.end()
  exchange.text = '{}'
  exchange.body = { value: {} }
  return exchange.fault
}

/** A byte order mark before JSON is not part of it; `Response.json()` takes it off, too. */
const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text)
