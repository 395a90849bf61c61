import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A model that flags every line with a marker and calls everything else clean, behind a loopback address. */
export interface MarkerModel extends AsyncDisposable {
  readonly flags: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Markers in what was sent since the last call of this. */
  take(): ReadonlySet<string>
}

const MARKER = /mk\d{5}x/

interface Line {
  readonly path: string
  readonly line: number
  readonly text: string
}

/** The lines of a prompt that hold a marker, new ones and removed ones, with the files that they are in. */
function marked(prompt: string): { readonly paths: readonly string[]; readonly lines: readonly Line[] } {
  const paths: string[] = []
  const lines: Line[] = []
  for (const row of prompt.split('\n')) {
    const file = /^=== file: (.*) ===$/.exec(row)?.[1]
    if (file !== undefined) paths.push(file)
    const [, number, text] = /^-? *(\d+)\| (.*)$/.exec(row) ?? []
    if (text !== undefined && MARKER.test(text)) lines.push({ path: paths.at(-1) ?? '', line: Number(number), text })
  }
  return { paths, lines }
}

function answer(prompt: string): string {
  const { paths, lines } = marked(prompt)
  const findings = lines.map(({ path, line, text }) => ({
    path,
    snippet: text,
    startLine: line,
    endLine: line,
    reasoning: 'Data from the request runs.',
    family: 'command-injection',
    cwe: 'CWE-78',
    title: 'Command injection',
    severity: 'critical',
    confidence: 0.9,
    cvss: null,
    remediation: 'Do not.',
  }))
  const verdict = (path: string): string => (lines.some((line) => line.path === path) ? 'findings' : 'clean')
  return JSON.stringify({
    findings,
    files: paths.map((path) => ({ path, verdict: verdict(path), note: null })),
    end: 'end-of-review',
  })
}

export async function markerModel(): Promise<MarkerModel> {
  let seen = new Set<string>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (request.method !== 'POST') return response.writeHead(404).end()
      const { model, stream, messages } = JSON.parse(Buffer.concat(chunks).toString()) as {
        readonly model: string
        readonly stream?: boolean
        readonly messages: readonly { readonly role: string; readonly content: string }[]
      }
      const prompt = messages.map(({ content }) => content).join('\n')
      for (const [marker] of prompt.matchAll(/mk\d{5}x/g)) seen.add(marker)
      const content = answer(
        messages
          .filter(({ role }) => role === 'user')
          .map((message) => message.content)
          .join('\n'),
      )
      const tokens = Math.ceil(prompt.length / 4)
      const usage = { prompt_tokens: tokens, completion_tokens: 10, total_tokens: tokens + 10 }
      const base = { id: 'c1', created: 1, model }
      const choice = (key: string, value: object, end: string | null) => [{ index: 0, [key]: value, finish_reason: end }]
      if (!stream) {
        response.writeHead(200, { 'content-type': 'application/json' })
        const choices = choice('message', { role: 'assistant', content, refusal: null }, 'stop')
        return response.end(JSON.stringify({ ...base, object: 'chat.completion', usage, choices }))
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const parts = [
        { choices: choice('delta', { role: 'assistant', content }, null) },
        { choices: choice('delta', {}, 'stop') },
        { choices: [], usage },
      ]
      for (const part of parts)
        response.write(`data: ${JSON.stringify({ ...base, object: 'chat.completion.chunk', ...part })}\n\n`)
      return response.end('data: [DONE]\n\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return {
    flags: ['--targets', 'openai-compatible/m', '--base-url-openai-compatible', url],
    env: { OPENAI_COMPATIBLE_API_KEY: 'k', UNDERSTUDY_CONCURRENCY: '32' },
    take() {
      const taken = seen
      seen = new Set()
      return taken
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
