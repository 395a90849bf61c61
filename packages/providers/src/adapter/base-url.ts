import { HIDDEN, refuseOption } from '@understudy/spec'
import { isLoopbackHost } from '../transport/index.ts'

/** Gives back an absolute base URL without a trailing slash. @throws InvalidOptionError */
export function checkBaseURL(value: unknown, allowInsecureHttp: boolean | readonly string[]): string {
  const url =
    typeof value === 'string' && URL.canParse(value) ? new URL(value) : refuseOption('baseURL', 'an absolute URL', value)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuseOption('baseURL', 'an https: URL', url.protocol)
  // The value is not shown from here on: it may hold a password.
  if (url.username || url.password) refuseOption('baseURL', 'a URL without user name and password', HIDDEN)
  if (url.search || url.hash) refuseOption('baseURL', 'a URL without query and fragment', HIDDEN)
  if (url.protocol === 'http:' && !mayBePlain(url, allowInsecureHttp) && !isLoopbackHost(url.hostname))
    refuseOption(
      'baseURL',
      `an https: URL, unless the host is this machine or allowInsecureHttp names it: ["${url.hostname}"]`,
      url.origin,
    )
  return url.href.replace(/\/+$/, '')
}

function mayBePlain({ hostname, host }: URL, allowed: boolean | readonly string[]): boolean {
  return typeof allowed === 'boolean' ? allowed : allowed.some((name) => [hostname, host].includes(name.toLowerCase()))
}

/** @throws InvalidOptionError */
export function checkPlainHosts(given: boolean | readonly string[]): boolean | readonly string[] {
  const isHosts = Array.isArray(given) && given.every((host) => typeof host === 'string' && /^[^\s/]+$/.test(host))
  return typeof given === 'boolean' || isHosts
    ? given
    : refuseOption('allowInsecureHttp', 'a list of host names, without http:// in front', given)
}
