import type { Classification } from './row.ts'

/** System and undici error codes that say that no connection came about; everything else broke one that stood. */
const NO_CONNECTION =
  /^(?:ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|ERR_SSL_|ERR_TLS_|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|CERT_|HOSTNAME_MISMATCH)/

/**
 * A broken connection may be one replica's affair: the model is asked once more, then the next. A `fetch` that gives
 * no code did not get as far as a connection, unless an answer had begun.
 */
export function classifyNetwork(code: string | undefined, begun = false): Classification {
  const noConnection = code === undefined ? !begun : NO_CONNECTION.test(code)
  return { kind: noConnection ? 'unreachable' : 'provider-error' }
}

/** Faults of TLS and certificates. They are never tried again insecurely. */
export const isCertificateFault = (code: string | undefined): boolean =>
  code !== undefined && /^(?:ERR_SSL_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|CERT_|HOSTNAME_MISMATCH)/.test(code)

/** The first code along the chain of causes; SDKs and fetch bury it up to three deep, dual-stack connects in a list. */
export function errorCode(error: unknown): string | undefined {
  let current: unknown = error
  for (let depth = 0; depth < 6 && current instanceof Error; depth++) {
    const { code } = current as NodeJS.ErrnoException
    if (typeof code === 'string' && code !== 'network') return code
    const inner: unknown = current instanceof AggregateError ? current.errors[0] : undefined
    current = current.cause ?? inner
  }
  return undefined
}
