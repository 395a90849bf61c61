import type { DrillGround, StageVendor } from '@understudy/outage'
import type { VendorWord } from '../targets/vendors.ts'

/** Whose API each vendor word speaks; null for what the simulator has no wire for. */
export const SPOKEN: Readonly<Record<VendorWord, StageVendor | null>> = {
  anthropic: 'anthropic',
  openai: 'openai',
  google: 'google',
  'google-legacy': 'google',
  'openai-compatible': 'openai',
  floor: null,
  own: null,
}

/** The header in which each API takes its key. */
const KEY_HEADER: Readonly<Record<StageVendor, (key: string) => readonly [string, string]>> = {
  anthropic: (key) => ['x-api-key', key],
  openai: (key) => ['authorization', `Bearer ${key}`],
  google: (key) => ['x-goog-api-key', key],
}

/** What would carry a true key or a gateway's. Nothing of it is needed here, and nothing of it is kept. */
const SENT_ON: ReadonlySet<string> = new Set(['accept', 'content-type', 'anthropic-version', 'anthropic-beta'])

/**
 * A `fetch` that leads every request to the simulator, wherever it was meant to go: the targets keep their own addresses and
 * credentials, by which policies and suspensions know them, and no key of the user's goes along.
 */
export function onStage({ stage, fetch }: DrillGround, vendor: StageVendor): typeof globalThis.fetch {
  const base = stage.baseURL(vendor).replace(/\/$/, '')
  const [name, value] = KEY_HEADER[vendor](stage.apiKey(vendor))
  return async (input, init = {}) => {
    if (!fetch) throw new TypeError('A drill is played on virtual time.')
    const { pathname, search } = new URL(input instanceof Request ? input.url : input)
    const headers = new Headers([...new Headers(init.headers)].filter(([given]) => SENT_ON.has(given)))
    headers.set(name, value)
    return fetch(`${base}${apiPath(vendor, pathname)}${search}`, { ...init, headers })
  }
}

/** Where each API's own paths begin, behind whatever base path a gateway has. */
const API_PATHS: Readonly<Record<StageVendor, RegExp>> = {
  anthropic: /\/v1\/(?:messages|models).*$/,
  openai: /\/(?:chat\/completions|responses|models).*$/,
  google: /\/v1(?:beta|alpha)?\/models.*$/,
}

function apiPath(vendor: StageVendor, pathname: string): string {
  return API_PATHS[vendor].exec(pathname)?.[0] ?? pathname
}
