import { checkMembers, checkNumber, checkText, type ModelCall, refuseOption, type Usage } from '@understudy/spec'

/** What a model costs, in US dollars per million tokens. */
export interface ModelPrice {
  /** Short id, `vendor/model`. A date at the end of a model's id is not looked at. */
  readonly model: string
  readonly input: number
  /** Input that the vendor had in its cache. @default the price of input */
  readonly cached?: number
  /** Output, reasoning included. */
  readonly output: number
}

/** Prices as they were on one day. */
export interface PriceTable {
  /** ISO 8601 date. */
  readonly asOf: string
  readonly prices: readonly ModelPrice[]
}

/** Prices by model, ready to be looked up. Later tables outweigh earlier ones. */
export type PriceIndex = ReadonlyMap<string, ModelPrice>

const DATED = /-(?:\d{8}|\d{4}-\d{2}-\d{2})$/
const MILLION = 1_000_000

/** @throws InvalidOptionError with the path of what is wrong */
/**
 * Puts price tables into one index, later tables over earlier ones.
 * @throws InvalidOptionError for a price or date that is none
 */
export function indexPrices(tables: readonly PriceTable[]): PriceIndex {
  const index = new Map<string, ModelPrice>()
  for (const [number, table] of tables.entries()) {
    const path = `prices[${number}]`
    checkMembers(path, table, ['asOf', 'prices'])
    if (Number.isNaN(Date.parse(checkText(`${path}.asOf`, table.asOf))))
      refuseOption(`${path}.asOf`, 'an ISO 8601 date', table.asOf)
    for (const [row, price] of table.prices.entries()) {
      const place = `${path}.prices[${row}]`
      checkMembers(place, price, ['model', 'input', 'cached', 'output'])
      for (const name of ['input', 'output'] as const) checkNumber(`${place}.${name}`, price[name], { min: 0, max: MILLION })
      if (price.cached !== undefined) checkNumber(`${place}.cached`, price.cached, { min: 0, max: MILLION })
      index.set(checkText(`${place}.model`, price.model).replace(DATED, ''), price)
    }
  }
  return index
}

/** The price of a target, looked up by its short id and by what served; null when no table knows it. */
export function priceOf(index: PriceIndex, target: string): ModelPrice | null {
  return index.get(target.replace(DATED, '')) ?? null
}

/** What an attempt cost, failed ones included: vendors bill what was read and written, whatever came of it. */
export function costUsd(price: ModelPrice, usage: Usage): number {
  const cached = Math.min(usage.inputCached, usage.inputTotal)
  const input = (usage.inputTotal - cached) * price.input + cached * (price.cached ?? price.input)
  return (input + (usage.outputVisible + usage.reasoning) * price.output) / MILLION
}

/** Characters per token, low on purpose: code has more tokens than prose, and a cap must not be overrun by a guess. */
const CHARACTERS_PER_TOKEN = 2.5

/** The most that a call can cost: its whole text uncached, and all the output that it allows. */
export function mostUsd(price: ModelPrice, call: Pick<ModelCall, 'system' | 'input' | 'maxOutputTokens'>): number {
  const input = (call.system.length + call.input.length) / CHARACTERS_PER_TOKEN
  return (input * price.input + call.maxOutputTokens * price.output) / MILLION
}
