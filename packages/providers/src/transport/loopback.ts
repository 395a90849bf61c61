const LOOPBACK = /^(?:localhost|(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** Whether a URL's host name is this machine. */
export const isLoopbackHost = (hostname: string): boolean => LOOPBACK.test(hostname)
