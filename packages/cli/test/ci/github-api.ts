import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Ajv, type ValidateFunction } from 'ajv'
import { codeScanning } from './code-scanning.ts'

export { unpackSarif } from './code-scanning.ts'

interface Operation {
  readonly method: string
  readonly path: string
  readonly query: readonly string[]
  readonly status: number
  readonly body?: object
}

function uploaded(
  taken: { readonly id: string } | { readonly refused: string; readonly status: number },
  url: string,
): [number, unknown] {
  return 'refused' in taken ? [taken.status, { message: taken.refused }] : [202, { id: taken.id, url: `${url}/${taken.id}` }]
}

export interface Received {
  readonly method: string
  /** As GitHub documents it, with its placeholders. */
  readonly operation: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
}

export interface Comment {
  readonly id: number
  body: string
  readonly user: { readonly login: string; readonly type: string }
}

/** What an operation answers instead of what GitHub would. The first that fits is taken, and used up when it says how often. */
export interface Override {
  readonly operation: string
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly message?: string
  times?: number
}

const document = JSON.parse(readFileSync(new URL('fixtures/github-api.json', import.meta.url), 'utf8')) as {
  readonly operations: readonly Operation[]
}

/** GitHub's descriptions leave objects open; a member that it does not document is a mistake of ours all the same. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const members = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]))
  return 'properties' in members ? { ...members, additionalProperties: false } : members
}

const ajv = new Ajv({
  allErrors: true,
  strict: false,
  formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, uri: /^[a-z]+:/ },
})

interface Route extends Operation {
  readonly pattern: RegExp
  readonly validate: ValidateFunction | null
}

const ROUTES: readonly Route[] = document.operations.map((operation) => ({
  ...operation,
  pattern: new RegExp(`^${operation.path.replace(/\{\w+\}/g, '([^/]+)')}$`),
  validate: operation.body ? ajv.compile(closed(operation.body) as object) : null,
}))

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

export interface GitHubStandInOptions {
  readonly token?: string
  readonly repository?: string
  readonly comments?: Comment[]
  readonly overrides?: Override[]
  /** Comments on a page. @default 100 */
  readonly perPage?: number
  /** Analyses that code scanning holds already; null for a repository that was never analysed. */
  readonly analyses?: readonly { readonly category: string; readonly ref: string }[] | null
  readonly login?: string
  /** What became of every upload. @default what the service would say of it */
  readonly processing?: object
}

/** GitHub's API on a loopback socket: refuses what GitHub would refuse, and remembers what it was told. */
export async function gitHubStandIn(options: GitHubStandInOptions = {}) {
  const { token = 'ghs_test', repository = 'acme/shop', comments = [], overrides = [], perPage = 100 } = options
  const { analyses = null, login = 'github-actions[bot]' } = options
  const scanning = codeScanning(options.processing)
  const received: Received[] = []
  const complaints: string[] = []
  let nextId = 1000

  const respond = (
    operation: string,
    given: Omit<Received, 'operation'>,
    base: string,
  ): [number, unknown, Record<string, string>?] => {
    const { path, query, body } = given
    switch (operation) {
      case 'POST /repos/{owner}/{repo}/check-runs':
        return [201, { id: nextId++, html_url: `https://github.com/${repository}/runs/1` }]
      case 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}':
        return [200, { id: 1 }]
      case 'POST /repos/{owner}/{repo}/code-scanning/sarifs':
        return uploaded(scanning.take(body as { readonly ref: string; readonly sarif: string }), `${base}${path}`)
      case 'GET /repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}':
        return [200, scanning.processing(path.split('/').at(-1) ?? '') ?? { message: 'Not Found' }]
      case 'GET /repos/{owner}/{repo}/code-scanning/analyses':
        return analyses === null && scanning.analyses.length === 0
          ? [404, { message: 'no analysis found' }]
          : [200, [...scanning.analyses, ...(analyses ?? [])].filter(({ ref }) => ref === query.get('ref'))]
      case 'GET /repos/{owner}/{repo}/code-scanning/alerts': {
        const all = scanning.listed(query.get('ref'), query.get('state'))
        const [page, size] = [Number(query.get('page') ?? 1), Math.min(perPage, Number(query.get('per_page') ?? 30))]
        const next = new URLSearchParams({ ...Object.fromEntries(query), page: String(page + 1) }).toString()
        return [
          200,
          all.slice((page - 1) * size, page * size),
          all.length > page * size ? { link: `<${base}${path}?${next}>; rel="next"` } : {},
        ]
      }
      case 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': {
        const page = Number(query.get('page') ?? 1)
        const size = Math.min(perPage, Number(query.get('per_page') ?? 30))
        const more = comments.length > page * size
        const next = `<${base}${path}?per_page=${size}&page=${page + 1}>; rel="next", <${base}${path}?page=9>; rel="last"`
        return [200, comments.slice((page - 1) * size, page * size), more ? { link: next } : {}]
      }
      case 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': {
        const comment = { id: nextId++, body: (body as Comment).body, user: { login, type: 'Bot' } }
        comments.push(comment)
        return [201, { ...comment, html_url: `https://github.com/${repository}/pull/7#issuecomment-1` }]
      }
      case 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': {
        const comment = comments.find(({ id }) => path.endsWith(`/${id}`))
        if (!comment) return [404, { message: 'Not Found' }]
        if (comment.user.login !== login) return [403, { message: 'Resource not accessible by integration' }]
        comment.body = (body as Comment).body
        return [200, comment]
      }
      default:
        return [404, { message: 'Not Found' }]
    }
  }

  /** What GitHub would not take, in words; null when it is well. */
  const complaintAbout = (
    request: IncomingMessage,
    route: Route | undefined,
    body: unknown,
    query: URLSearchParams,
  ): string | null => {
    if (request.headers.authorization !== `Bearer ${token}`) return 'Bad credentials'
    if (!request.headers['user-agent']) return 'Request forbidden by administrative rules: no user agent'
    if (!route) return 'Not Found'
    if (request.headers.accept !== 'application/vnd.github+json') return 'Not the media type that GitHub recommends'
    if (request.headers['x-github-api-version'] !== '2022-11-28') return 'No API version'
    const unknown = [...query.keys()].find((name) => !route.query.includes(name))
    if (unknown !== undefined) return `Unknown query parameter ${unknown}`
    if (route.validate && !route.validate(body)) return ajv.errorsText(route.validate.errors)
    const summary = (body as { readonly output?: { readonly summary?: unknown } } | null)?.output?.summary
    if (typeof summary === 'string' && Buffer.byteLength(summary) > 65_535) return 'Only 65535 characters are allowed for summary'
    const text = (body as { readonly body?: unknown } | null)?.body
    return typeof text === 'string' && text.length > 65_536 ? 'Body is too long (maximum is 65536 characters)' : null
  }

  const server = createServer((request, response) => {
    void (async () => {
      const base = `http://${request.headers.host}`
      const url = new URL(request.url ?? '/', base)
      const text = await readBody(request)
      const body: unknown = text === '' ? null : JSON.parse(text)
      const answer = (status: number, value: unknown, headers: Record<string, string> = {}): void => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers })
        response.end(JSON.stringify(value))
      }
      if (url.pathname === '/graphql') {
        if (request.headers.authorization !== `Bearer ${token}`) return answer(401, { message: 'Bad credentials' })
        return answer(200, { data: { viewer: { login } } })
      }
      const { method = 'GET' } = request
      const route = ROUTES.find((each) => each.method === method && each.pattern.test(url.pathname))
      const operation = `${method} ${route?.path ?? url.pathname}`
      const complaint = complaintAbout(request, route, body, url.searchParams)
      if (complaint !== null) {
        complaints.push(`${operation}: ${complaint}`)
        return answer(complaint === 'Bad credentials' ? 401 : 422, { message: complaint })
      }
      const given = { method, path: url.pathname, query: url.searchParams, body }
      received.push({ ...given, operation })
      const override = overrides.find((each) => operation.includes(each.operation) && (each.times ?? 1) > 0)
      if (override) {
        if (override.times !== undefined) override.times--
        return answer(override.status, { message: override.message ?? 'x' }, { ...override.headers })
      }
      answer(...respond(operation, given, base))
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    baseUrl,
    token,
    repository,
    comments,
    overrides,
    /** Everything that was well-formed, in order. */
    received,
    /** Code scanning of the repository: its alerts, open and fixed. */
    scanning,
    /** What GitHub would have refused. A test that ends with one has found a mistake. */
    complaints,
    bodies: (operation: string): unknown[] =>
      received.filter((each) => each.operation.includes(operation)).map(({ body }) => body),
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

export type GitHubStandIn = Awaited<ReturnType<typeof gitHubStandIn>>
