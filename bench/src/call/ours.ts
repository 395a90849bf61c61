import { memoryJournal } from '@understudy/failover'
import { anthropic, createReviewer, openai } from '@understudy/sdk'
import type { Client, Endpoint } from './client.ts'

/** The whole of Understudy: reviewer, route, circuit, transport, strict parse, anchors, and a journal in memory. */
export function understudy(vendor: 'openai' | 'anthropic', first: Endpoint, second: Endpoint): Client {
  const adapter = vendor === 'openai' ? openai : anthropic
  const reviewer = createReviewer({ targets: [adapter(first), adapter(second)], concurrency: 1, journal: memoryJournal() })
  return {
    name: 'understudy',
    async review(prompts) {
      const report = await reviewer.review({ files: prompts.map(({ path, content }) => ({ path, content })) }, { resume: false })
      if (report.status !== 'complete')
        throw new Error(`The review is ${report.status}: ${report.attempts.at(-1)?.failure?.sentence}`)
      return report.findings.length
    },
    close: () => reviewer.close(),
  }
}
