import type { ProxyAddress } from './proxy.ts'

/** undici's own words; it gives the status in no other way. */
const STATUS = /^Proxy response \((\d{3})\)|\((407)\)$/

/** System codes for a connection that did not come about; through a proxy it is the one to the proxy. */
const NO_CONNECTION =
  /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|UND_ERR_PRX_)/

/** What the proxy did, in a sentence; undefined where the error is not the proxy's. */
export function proxyRefusal(error: Error, proxy: ProxyAddress | undefined): string | undefined {
  if (!proxy) return undefined
  const who = `The proxy ${proxy.host} (from ${proxy.variable})`
  const status = STATUS.exec(error.message)
  const said = status?.[1] ?? status?.[2]
  if (said === '407') return `${who} asks for a user name and a password (status 407): put them into ${proxy.variable}.`
  if (said !== undefined) return `${who} refused the connection with status ${said}.`
  const { code = '' } = error as NodeJS.ErrnoException
  if (!NO_CONNECTION.test(code)) return undefined
  return `${who} cannot be reached (${code}).`
}
