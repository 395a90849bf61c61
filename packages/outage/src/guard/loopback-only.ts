import { Socket } from 'node:net'
import { UnderstudyError } from '@understudy/spec'

const LOOPBACK = /^(?:|localhost|.+\.localhost|::1|127\.[\d.]+|::ffff:127\.[\d.]+)$/

/** Hosts that stay on this machine. Names under `.invalid` never resolve (RFC 6761), so they may fail by themselves. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host) || host.endsWith('.invalid')
}

/** Holders of the guard, each with the hosts that it answers for itself. */
const holders = new Set<readonly string[]>()
let original: typeof Socket.prototype.connect | undefined

/**
 * Refuses every TCP connection that would leave this machine, below `fetch`, `node:http` and any dispatcher, until the
 * returned function is called. `answered` are hosts that never reach the network because they are answered in memory.
 */
export function guardNetwork(answered: readonly string[] = []): () => void {
  // A set of holders: several stages may be open at once, and the last one to close takes the guard away.
  const holder = [...answered]
  holders.add(holder)
  if (!original) {
    original = Reflect.get(Socket.prototype, 'connect')
    Socket.prototype.connect = guardedConnect
  }
  return () => {
    if (!holders.delete(holder) || holders.size > 0 || !original) return
    Socket.prototype.connect = original
    original = undefined
  }
}

function guardedConnect(this: Socket, ...args: unknown[]): Socket {
  const host = hostOf(args)
  const allowed = host === null || isLoopback(host) || [...holders].some((hosts) => hosts.includes(host))
  if (allowed && original) return Reflect.apply(original, this, args) as Socket
  const refusal = new UnderstudyError(
    'not-permitted-by-policy',
    `A connection to ${host} was refused: while a stage is open, nothing leaves this machine. Point the client at the stage, or pass { network: 'open' }.`,
  )
  process.nextTick(() => this.destroy(refusal))
  return this
}

/** The host of a `connect` call, in any of its forms; null for a local socket or pipe. */
function hostOf(args: readonly unknown[]): string | null {
  // Node's own callers hand over their arguments as one normalised list.
  const [first, second] = Array.isArray(args[0]) ? (args[0] as readonly unknown[]) : args
  if (typeof first === 'object' && first !== null) {
    const { host, path } = first as { readonly host?: string; readonly path?: string }
    return path ? null : (host ?? '')
  }
  if (typeof first === 'string' && Number.isNaN(Number(first))) return null
  return typeof second === 'string' ? second : ''
}
