import { refuseOption, type Runtime, UnderstudyError } from '@understudy/spec'

/** Where a document comes from. Only https, or this machine. */
export type NoticeSource = { readonly path: string } | { readonly url: string }

/** Largest document, in bytes, and the longest wait for it. */
const LARGEST_BYTES = 4 * 1024 * 1024
const LONGEST_MS = 10_000

/** A source's own name, for states and stored copies. @throws InvalidOptionError when it is neither a path nor a safe URL */
export function sourceName(source: NoticeSource, path: string): string {
  if ('path' in source) return source.path
  const url = URL.parse(source.url)
  const local = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (!url || url.username || url.password || (url.protocol !== 'https:' && !(local && url.protocol === 'http:')))
    return refuseOption(`${path}.url`, 'an https URL without a password', source.url)
  return url.href
}

/** Reads the document's text. @throws UnderstudyError `unreadable-input` with a sentence that names the source */
export async function readSource(source: NoticeSource, runtime: Runtime, signal: AbortSignal): Promise<string> {
  try {
    return 'path' in source ? await runtime.files.readText(source.path) : await fetchText(source.url, runtime, signal)
  } catch (cause) {
    const where = 'path' in source ? source.path : new URL(source.url).host
    const why = cause instanceof UnderstudyError ? cause.message : 'Check that it is there and may be read.'
    throw new UnderstudyError('unreadable-input', `The notices at ${where} cannot be read. ${why}`, { cause })
  }
}

async function fetchText(url: string, runtime: Runtime, outer: AbortSignal): Promise<string> {
  const controller = new AbortController()
  const stop = (): void => controller.abort(outer.reason)
  outer.addEventListener('abort', stop, { once: true })
  const disarm = runtime.after(LONGEST_MS, () =>
    controller.abort(new UnderstudyError('deadline-exceeded', `No answer within ${LONGEST_MS / 1_000} s.`)),
  )
  try {
    // A redirect could point anywhere; whoever moves the document tells its readers.
    const response = await runtime.fetch(url, {
      redirect: 'error',
      signal: controller.signal,
      headers: { accept: 'application/json' },
    })
    if (!response.ok) throw new UnderstudyError('unreadable-input', `It answered ${response.status}.`)
    return await boundedText(response)
  } finally {
    disarm()
    outer.removeEventListener('abort', stop)
  }
}

async function boundedText(response: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > LARGEST_BYTES) throw new UnderstudyError('unreadable-input', `It is larger than ${LARGEST_BYTES} bytes.`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
