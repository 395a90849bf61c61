import { type Runtime, safeSentence } from '@understudy/spec'
import { nextTry } from './retry.ts'

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT'
  /** Below the base address, with every part encoded. */
  readonly path: string
  readonly body?: unknown
  /** Asking twice does no harm. @default true for everything but POST */
  readonly repeatable?: boolean
}

/** An answer, or why there is none. Nothing here is fatal by itself: the caller knows what its request was worth. */
export type ApiReply =
  | { readonly ok: true; readonly status: number; readonly body: unknown; readonly next: string | null }
  | {
      readonly ok: false
      readonly status: number | null
      readonly sentence: string
      /** The host's own words, made safe; empty when it said nothing. */
      readonly message: string
    }

export interface ApiClientOptions {
  readonly baseUrl: string
  readonly headers: Readonly<Record<string, string>>
  readonly runtime: Runtime
  /** Longest time for all waits of this client together. @default 90_000 */
  readonly waitBudgetMs?: number
  /** Longest time for one try. @default 30_000 */
  readonly timeoutMs?: number
}

export interface ApiClient {
  send(request: ApiRequest): Promise<ApiReply>
}

interface Try {
  readonly response: Response | null
  readonly text: string
}

/** The path of a `rel="next"` link of the same host, relative to the base address. */
export function nextPage(link: string | null, baseUrl: string): string | null {
  const next = /<([^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1]
  return next?.startsWith(`${baseUrl}/`) ? next.slice(baseUrl.length) : null
}

function messageOf(text: string): string {
  try {
    const { message } = JSON.parse(text) as { readonly message?: unknown }
    return typeof message === 'string' ? safeSentence(message) : ''
  } catch {
    return ''
  }
}

/** A JSON client for a code host: asks again within a bound, follows no redirect, and never throws for what the host does. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { headers, runtime, waitBudgetMs = 90_000, timeoutMs = 30_000 } = options
  const baseUrl = options.baseUrl.replace(/\/+$/, '')
  let budgetMs = waitBudgetMs

  async function tryOnce({ method, path, body }: ApiRequest): Promise<Try> {
    const controller = new AbortController()
    const cancel = runtime.after(timeoutMs, () => controller.abort())
    try {
      const response = await runtime.fetch(`${baseUrl}${path}`, {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
        // A token must not travel to wherever somebody points.
        redirect: 'manual',
        signal: controller.signal,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return { response, text: await response.text() }
    } catch {
      return { response: null, text: '' }
    } finally {
      cancel()
    }
  }

  function sentenceOf({ method, path }: ApiRequest, { response, text }: Try): string {
    const asked = `${method} ${path.split('?')[0]}`
    if (!response) return `${asked} got no answer.`
    const message = messageOf(text)
    return `${asked} was answered with ${response.status}${message === '' ? '.' : `: ${message.replace(/\.?$/, '.')}`}`
  }

  return {
    async send(request) {
      const repeatable = request.repeatable ?? request.method !== 'POST'
      for (let tries = 1; ; tries++) {
        const tried = await tryOnce(request)
        const { response, text } = tried
        if (response?.ok) {
          const body = parseBody(text)
          const next = nextPage(response.headers.get('link'), baseUrl)
          if (body !== undefined) return { ok: true, status: response.status, body, next }
          const sentence = `${request.method} ${request.path.split('?')[0]} was answered with something else than JSON.`
          return { ok: false, status: response.status, sentence, message: '' }
        }
        const wait = nextTry({
          status: response?.status ?? null,
          header: (name) => response?.headers.get(name) ?? null,
          speaksOfRateLimit: /rate limit/i.test(messageOf(text)),
          tries,
          repeatable,
          wallTime: runtime.wallTime(),
        })
        if (wait === null || wait > budgetMs)
          return { ok: false, status: response?.status ?? null, sentence: sentenceOf(request, tried), message: messageOf(text) }
        budgetMs -= wait
        await runtime.sleep(wait)
      }
    },
  }
}

function parseBody(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
