import { costUsd, indexPrices, LIST_PRICES, priceOf, type PriceTable } from '@understudy/failover'
import type { QualifyCorpus, QualifyEstimate } from '@understudy/findings/qualify'
import type { ModelAdapter } from '@understudy/spec'

/** What a qualification will ask for and cost, before anything is sent. */
export interface QualifyCost extends QualifyEstimate {
  /** US dollars per target, by short id; null where no price is known. Reasoning tokens are not foreseen, and come on top. */
  readonly usd: ReadonlyMap<string, number | null>
}

/** What a qualification would be made of. */
export interface EstimateQualifyOptions {
  readonly targets: readonly Pick<ModelAdapter, 'id' | 'model' | 'channel'>[]
  readonly corpus: Pick<QualifyCorpus, 'files' | 'labels'>
  /** @default 3 */
  readonly runs?: number
  /** Later tables outweigh earlier ones. @default [LIST_PRICES] */
  readonly prices?: readonly PriceTable[]
}

/** Says what `qualifyTargets` will ask for and what that costs by list price. @throws InvalidOptionError for a wrong price table */
export async function estimateQualifyCost(options: EstimateQualifyOptions): Promise<QualifyCost> {
  const { targets, corpus, runs = 3, prices = [LIST_PRICES] } = options
  const { estimateQualify } = await import('@understudy/findings/qualify')
  const index = indexPrices(prices)
  const whole = { ...corpus, name: '', digest: '' }
  const one = estimateQualify({ targets: [''], corpus: whole, runs })
  const usage = { inputTotal: one.inputTokens, inputCached: 0, outputVisible: one.outputTokens, reasoning: 0 }
  const usd = new Map(
    targets.map(({ id, model, channel }) => {
      const price = priceOf(index, id) ?? priceOf(index, `${channel.vendor}/${model}`)
      return [id, price && costUsd(price, usage)] as const
    }),
  )
  return { ...estimateQualify({ targets: targets.map(({ id }) => id), corpus: whole, runs }), usd }
}
