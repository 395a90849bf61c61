import type { DrillClient, DrillGround } from '../src/index.ts'
import { REQUESTS, type Vendor } from './worlds.ts'

/** What a client under drill does about failures. All true is a careful one; each false is a mistake people make. */
export interface Care {
  /** Does not ask a failing model again for a while. */
  readonly remembers: boolean
  /** Gives up on a silent model before its own deadline. */
  readonly timesOut: boolean
  /** Takes only answers with their finish marker, and no refusals. */
  readonly provesAnswers: boolean
  /** Takes only answers in the name of the model that it asked. */
  readonly comparesServedModel: boolean
  /** Listens to operators' notices. */
  readonly heedsNotices: boolean
}

export const CAREFUL: Care = {
  remembers: true,
  timesOut: true,
  provesAnswers: true,
  comparesServedModel: true,
  heedsNotices: true,
}

const VENDOR_OF = (model: string): Vendor =>
  model.startsWith('gpt') ? 'openai' : model.startsWith('gemini') ? 'google' : 'anthropic'
/** Preferred first; models that a scenario's world lacks answer 404 and rest. */
const ORDER = ['claude-sonnet-4-5', 'claude-fable-5', 'gpt-5.5', 'gemini-3-pro', 'claude-opus-4-8']
const REST_MS = 120_000
const LONGEST_REST_MS = 6 * 3_600_000

/** Text, served model and finish of an answer of any of the three vendors, whole or streamed. */
function read(vendor: Vendor, raw: string, stream: boolean): { text: string; servedModel: string; whole: boolean } {
  const events = stream
    ? [...raw.matchAll(/^data: (\{.*\})\r?$/gm)].map((match) => JSON.parse(match[1] ?? '') as Json)
    : [JSON.parse(raw) as Json]
  const all = JSON.stringify(events)
  const pick = (name: string): string[] =>
    [...all.matchAll(new RegExp(`"${name}":("(?:[^"\\\\]|\\\\.)*")`, 'g'))].map((match) => JSON.parse(match[1] ?? '""') as string)
  const servedModel = pick(vendor === 'google' ? 'modelVersion' : 'model')[0] ?? ''
  const finish = {
    openai: /"status":"completed".*"usage":\{/,
    anthropic: /"stop_reason":"end_turn"/,
    google: /"finishReason":"STOP"/,
  }[vendor].test(all)
  const deltas = vendor === 'openai' && stream ? pick('delta') : pick('text')
  const ended = !stream || vendor !== 'anthropic' || all.includes('message_stop')
  return { text: deltas.join(''), servedModel, whole: finish && ended && !/"type":"refusal"|"refusal"/.test(all) }
}
type Json = Readonly<Record<string, unknown>>

/** A failover client in forty lines, to drill the drills with. */
export function drillClient(care: Care): (ground: DrillGround) => DrillClient {
  return ({ stage, fetch = globalThis.fetch, runtime, onNotice }) => {
    const restUntil = new Map<string, number>()
    const failed = new Map<string, number>()
    onNotice(({ model }) => care.heedsNotices && restUntil.set(model, Number.POSITIVE_INFINITY))
    const ask = async (model: string, stream: boolean, signal: AbortSignal) => {
      const vendor = VENDOR_OF(model)
      const request = REQUESTS[vendor]
      const body = { ...request.body('Drill', stream), ...(vendor !== 'google' && { model }) }
      const url = (stage.baseURL(vendor) + request.path(stream)).replace('gemini-3-pro', model)
      const response = await fetch(url, {
        method: 'POST',
        headers: request.headers(stage.apiKey(vendor)),
        body: JSON.stringify(body),
        signal,
      })
      const raw = await response.text()
      if (!response.ok) throw new Error(`${model}: ${response.status}`)
      const answer = read(vendor, raw, stream)
      if (care.comparesServedModel && !answer.servedModel.startsWith(model))
        throw new Error(`${model}: answered by ${answer.servedModel}`)
      if (care.provesAnswers && (!answer.whole || !/^This is .+ characters\.$/.test(answer.text)))
        throw new Error(`${model}: not whole`)
      return answer
    }
    return async ({ stream, signal }) => {
      for (const model of ORDER) {
        if ((restUntil.get(model) ?? 0) > runtime.now()) continue
        const controller = new AbortController()
        const cancel = care.timesOut ? runtime.after(20_000, () => controller.abort(new Error(`${model}: silent`))) : () => {}
        try {
          const answer = await ask(model, stream, AbortSignal.any([signal, controller.signal]))
          failed.delete(model)
          return answer
        } catch {
          signal.throwIfAborted()
          const times = (failed.get(model) ?? 0) + 1
          failed.set(model, times)
          if (care.remembers) restUntil.set(model, runtime.now() + Math.min(LONGEST_REST_MS, REST_MS * 2 ** (times - 1)))
        } finally {
          cancel()
        }
      }
      throw new Error('No model was left.')
    }
  }
}
