import { refuseOption } from '@understudy/spec'

const LOOPBACK = /^(?:localhost|(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** Gives back an absolute base URL without a trailing slash. @throws InvalidOptionError */
export function checkBaseURL(value: unknown, allowInsecureHttp: boolean): string {
  const url =
    typeof value === 'string' && URL.canParse(value) ? new URL(value) : refuseOption('baseURL', 'an absolute URL', value)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuseOption('baseURL', 'an https: URL', url.protocol)
  // The value is not shown from here on: it may hold a password.
  if (url.username || url.password) refuseOption('baseURL', 'a URL without user name and password', {})
  if (url.search || url.hash) refuseOption('baseURL', 'a URL without query and fragment', {})
  if (url.protocol === 'http:' && !allowInsecureHttp && !LOOPBACK.test(url.hostname))
    refuseOption('baseURL', 'an https: URL, unless the host is this machine or allowInsecureHttp is set', url.origin)
  return url.href.replace(/\/+$/, '')
}
