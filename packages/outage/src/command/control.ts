import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { hasCode } from '@understudy/spec'
import type { FaultName } from '../faults/catalogue.ts'
import { isObject, wordAt } from '../wire/request.ts'
import type { StageControls } from '../world/stage.ts'
import type { WithdrawalMode } from '../world/withdrawal.ts'
import { stagePage } from './page.ts'

export interface ControlOptions {
  readonly stage: StageControls
  readonly models: readonly string[]
  readonly scenario: string
  /** Lines that say where the vendors are. */
  readonly addresses: () => readonly string[]
}

type Fields = Readonly<Record<string, unknown>>

/** What the page and other programs may do to a stage, by path. Wrong fields throw `InvalidOptionError`. */
function actions(stage: StageControls): Readonly<Record<string, (fields: Fields) => void>> {
  return {
    '/stage/inject': (fields) => {
      const probability = fields['probability'] === undefined ? 1 : Number(fields['probability'])
      stage.inject(wordAt(fields, 'model'), wordAt(fields, 'fault') as FaultName, { probability })
    },
    '/stage/withdraw': (fields) =>
      stage.withdraw(wordAt(fields, 'model'), { mode: wordAt(fields, 'mode', 'withdrawn') as WithdrawalMode }),
    '/stage/reinstate': (fields) => stage.reinstate(wordAt(fields, 'model')),
    '/stage/reset': () => stage.reset(),
  }
}

/** Answers everything that is not a vendor's: the page, the timeline, and what people do on the page. */
export function stageControl(
  options: ControlOptions,
): (request: IncomingMessage, response: ServerResponse, body: string) => void {
  const acts = actions(options.stage)
  return (request, response, body) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    // A page of another site must not steer the stage through the browser: neither by name (DNS rebinding) nor by a form.
    if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? ''))
      return json(response, 403, { problem: 'Only this machine may look at the stage.' })
    const act = Object.hasOwn(acts, path) ? acts[path] : undefined
    if (request.method === 'POST' && act) return perform(act, request, response, body)
    if (request.method !== 'GET') return json(response, 404, { problem: 'There is no such action.' })
    if (path === '/') return page(options, response)
    if (path === '/stage/events') return events(options.stage, response)
    if (path === '/stage/timeline') return json(response, 200, options.stage.timeline())
    return json(response, 404, {
      problem: 'No simulated vendor has this path. Vendors are below /openai, /anthropic and /google.',
    })
  }
}

function perform(act: (fields: Fields) => void, request: IncomingMessage, response: ServerResponse, body: string): void {
  if (!request.headers['content-type']?.startsWith('application/json'))
    return json(response, 415, { problem: 'Send JSON, with content-type application/json.' })
  try {
    const fields: unknown = body === '' ? {} : JSON.parse(body)
    act(isObject(fields) ? fields : {})
    json(response, 200, { done: true })
  } catch (error) {
    const problem = hasCode(error, 'invalid-option') ? error.message : 'The body is not a JSON object.'
    json(response, 400, { problem })
  }
}

function page({ models, scenario, addresses }: ControlOptions, response: ServerResponse): void {
  const nonce = randomBytes(16).toString('base64')
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
  })
  response.end(stagePage(models, scenario, addresses(), nonce))
}

function events(stage: StageControls, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  for (const event of stage.timeline().slice(-200)) response.write(`data: ${JSON.stringify(event)}\n\n`)
  const stop = stage.subscribe((event) => void response.write(`data: ${JSON.stringify(event)}\n\n`))
  response.on('close', stop)
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' })
  response.end(JSON.stringify(body))
}
