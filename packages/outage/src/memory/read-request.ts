import type { StageRequest } from '../wire/request.ts'
import { vendorOfHost } from './hosts.ts'

/** A `fetch` request as a stage reads it, or null when it is for no simulated vendor. */
export async function readRequest(request: Request): Promise<StageRequest | null> {
  const url = new URL(request.url)
  const vendor = vendorOfHost(url.hostname)
  if (!vendor) return null
  return {
    vendor,
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(request.headers),
    body: request.body === null ? '' : await request.text(),
  }
}
