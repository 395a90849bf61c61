import { describe, expect, it } from 'vitest'
import { CALL, failureOf } from './support/calls.ts'
import { SUBJECTS } from './support/vendors.ts'

const page =
  (body: string, status: number, type: string): typeof fetch =>
  async () =>
    new Response(body, { status, headers: { 'content-type': type } })

const ADVICE = 'The address answers, but not as this API: check the base URL.'

/** What servers say at a path that they do not have: Ollama (Go), vLLM and LiteLLM (FastAPI), nginx, Express, a start page. */
const ANSWERS: readonly [string, typeof fetch][] = [
  ['Go', page('404 page not found', 404, 'text/plain')],
  ['FastAPI', page('{"detail":"Not Found"}', 404, 'application/json')],
  ['nginx', page('<html><head><title>404 Not Found</title></head></html>', 404, 'text/html')],
  ['Express', page('<pre>Cannot POST /v1/x</pre>', 404, 'text/html; charset=utf-8')],
  ['a start page', page('<!doctype html><title>Gateway</title>', 200, 'text/html')],
  ['an empty 404', page('', 404, 'text/plain')],
]

describe.each(SUBJECTS)('a wrong base URL of $name', (subject) => {
  it.each(ANSWERS)('is told as one, where %s answers', async (_who, fetch) => {
    for (const stream of [false, true]) {
      const failure = await failureOf(subject.create('https://gateway.example/wrong', { fetch }), { ...CALL, stream })
      expect(failure.kind).toBe('unreachable')
      expect(failure.message).toContain(ADVICE)
    }
  })

  it('is not what a page in the way of a vendor’s own host is called', async () => {
    const { baseURL } = {
      baseURL: subject.vendor === 'google' ? 'https://generativelanguage.googleapis.com' : `https://api.${subject.vendor}.com`,
    }
    const failure = await failureOf(subject.create(baseURL, { fetch: page('<html>log in</html>', 200, 'text/html') }))
    expect(failure.message).not.toContain(ADVICE)
  })
})
