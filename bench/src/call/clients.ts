import { BARE } from './bare.ts'
import type { Client, Endpoint, Vendor } from './client.ts'
import { reviewedCall, wholeReview } from './ours.ts'
import { aiFallback, aiRetry, langchain } from './peers.ts'

type Maker = (vendor: Vendor, first: Endpoint, second: Endpoint) => Client

/** Everyone who is measured. The first is what the others are compared with. */
export const CLIENTS: Readonly<Record<string, Maker>> = {
  'SDK alone': (vendor, first) => BARE[vendor](first),
  understudy: reviewedCall,
  'understudy, whole review': wholeReview,
  'ai + ai-fallback': aiFallback,
  'ai + ai-retry': aiRetry,
  '@langchain withFallbacks': langchain,
}
