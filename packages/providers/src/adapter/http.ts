/** One POST of JSON, for vendors without an SDK. */
export interface JsonPost {
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

function post(fetch: typeof globalThis.fetch, url: string, { headers, body }: JsonPost): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
}

/** The parsed answer, whatever its status: the adapter's shell judges that from its own record. */
export async function postJson(fetch: typeof globalThis.fetch, url: string, request: JsonPost): Promise<unknown> {
  return (await post(fetch, url, request)).json()
}

/** The parsed data of each server-sent event (WHATWG HTML 9.2), up to `[DONE]` or the end. */
export async function* postForEvents(fetch: typeof globalThis.fetch, url: string, request: JsonPost): AsyncGenerator {
  const response = await post(fetch, url, request)
  const decoder = new TextDecoder()
  let rest = ''
  let data = ''
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('data:')) data += line.slice(line.startsWith('data: ') ? 6 : 5)
      if (line !== '' || data === '') continue
      if (data === '[DONE]') return
      yield JSON.parse(data)
      data = ''
    }
  }
}
