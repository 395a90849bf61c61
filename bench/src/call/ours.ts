import { createRoute, memoryJournal } from '@understudy/failover'
import { parseReview } from '@understudy/findings'
import { anthropic, createReviewer, google, openai } from '@understudy/sdk'
import { ModelFailure, REVIEW_SCHEMA } from '@understudy/spec'
import { type Client, type Endpoint, oneByOne, type Vendor } from './client.ts'

const ADAPTERS = { openai, anthropic, google }

const targets = (vendor: Vendor, endpoints: readonly Endpoint[]) => endpoints.map((endpoint) => ADAPTERS[vendor](endpoint))

/** A reviewed call: route, circuits, transport, vendor's SDK, strict parse of the answer, journal in memory. */
export function reviewedCall(vendor: Vendor, ...endpoints: readonly Endpoint[]): Client {
  const route = createRoute({ targets: targets(vendor, endpoints), journal: memoryJournal() })
  const client = oneByOne('understudy', async ({ system, input, path, content }) => {
    const files = [{ path, content }]
    const call = {
      task: 'review.files',
      system,
      input: input(),
      files,
      schema: REVIEW_SCHEMA,
      schemaName: 'review',
      maxOutputTokens: 8192,
      promptVersion: 'review-1',
    } as const
    const { value } = await route.run(call, {
      accept: ({ text }, target) => {
        const parsed = parseReview(text, { paths: [path] })
        if (!parsed.ok) throw new ModelFailure(target.id, 'malformed', 'The answer is not a review.')
        return parsed.flaws.length
      },
    })
    return value
  })
  return { ...client, close: () => route.close() }
}

/** The same within a whole review: files planned and cut, prompts written, quotes anchored, findings fingerprinted, report made. */
export function wholeReview(vendor: Vendor, ...endpoints: readonly Endpoint[]): Client {
  const reviewer = createReviewer({ targets: targets(vendor, endpoints), concurrency: 1, journal: memoryJournal() })
  return {
    name: 'understudy, whole review',
    async review(prompts) {
      const report = await reviewer.review({ files: prompts.map(({ path, content }) => ({ path, content })) }, { resume: false })
      if (report.status !== 'complete')
        throw new Error(`The review is ${report.status}: ${report.attempts.at(-1)?.failure?.sentence}`)
      return report.findings.length
    },
    close: () => reviewer.close(),
  }
}
