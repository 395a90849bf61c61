import { isLoopbackHost } from './loopback.ts'

/** Reads a variable of the environment. */
export type ReadEnvironment = (name: string) => string | undefined

/** One proxy that the environment names. */
export interface ProxyAddress {
  /** The variable that names it. */
  readonly variable: string
  /** Host and port, fit to be shown: user name and password are left out. */
  readonly host: string
  /** As it is connected to; may hold a password. Undefined where the variable holds no usable address. */
  readonly uri: string | undefined
}

/** Which proxies the environment puts between this process and the vendors. */
export interface ProxySettings {
  /** For `https:` addresses. */
  readonly https: ProxyAddress | undefined
  /** For `http:` addresses. */
  readonly http: ProxyAddress | undefined
  /** Hosts that are reached without a proxy, as `NO_PROXY` lists them; this machine is always one. */
  readonly noProxy: string
}

const PROTOCOLS = new Set(['http:', 'https:', 'socks5:', 'socks:'])

/**
 * What is in force for calls to vendors. Lower case goes before upper case, `ALL_PROXY` is the last resort, and `HTTP_PROXY` serves
 * `https:` addresses too where nothing else is named, as undici has it.
 */
export function proxySettings(env: ReadEnvironment): ProxySettings {
  const first = (...names: readonly string[]): ProxyAddress | undefined => {
    const variable = names.find((name) => (env(name) ?? '').trim() !== '')
    return variable === undefined ? undefined : proxyAddress(variable, env(variable)?.trim() ?? '')
  }
  const http = first('http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY')
  return {
    https: first('https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY') ?? http,
    http,
    noProxy: env('no_proxy') ?? env('NO_PROXY') ?? '',
  }
}

/** The proxy that may stand before an address; undefined where there is none, and always for this machine. `NO_PROXY` is not asked. */
export function proxyBefore(address: string, settings: ProxySettings): ProxyAddress | undefined {
  const { protocol, hostname } = new URL(address)
  if (isLoopbackHost(hostname)) return undefined
  return protocol === 'https:' ? settings.https : settings.http
}

/** Many write `proxy.example:3128`; a protocol is not part of it then. */
function proxyAddress(variable: string, value: string): ProxyAddress {
  const uri = /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`
  if (!URL.canParse(uri)) return { variable, host: 'an address that cannot be read', uri: undefined }
  const url = new URL(uri)
  return { variable, host: url.host, uri: PROTOCOLS.has(url.protocol) && url.hostname !== '' ? url.href : undefined }
}
