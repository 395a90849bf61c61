import { REVIEW_SYSTEM, reviewInput } from '../../../packages/sdk/src/prompt/review.ts'
import type { Endpoint, Prompt, Vendor } from './client.ts'
import { CLIENTS } from './clients.ts'
import { shopFiles } from './shop-files.ts'

// One client in a process of its own, so that nobody's code or garbage weighs on another's figure. Reviews all files as
// often as it is told to, then says what one call cost.
const [, , name = '', vendor = 'openai'] = process.argv
const files = await shopFiles()

/** Reviews at the beginning of a turn that are not measured. */
const WAKE_UP = 3

process.once('message', ({ endpoints }: { endpoints: readonly [Endpoint, Endpoint] }) => {
  const client = CLIENTS[name]?.(vendor as Vendor, ...endpoints)
  if (!client) throw new Error(`There is no client called ${name}.`)
  process.on('message', ({ times }: { times: number }) => void round(client, times))
  process.send?.({ ready: true })
})

async function round(client: { review: (prompts: readonly Prompt[]) => Promise<number> }, times: number): Promise<void> {
  let findings = 0
  // A process that waited for its turn is woken before it is measured.
  if (times > 1) for (let time = 0; time < WAKE_UP; time++) await client.review(files.map(prompt))
  const before = process.cpuUsage()
  for (let time = 0; time < times; time++) findings += await client.review(files.map(prompt))
  const { user, system } = process.cpuUsage(before)
  process.send?.({ cpu: (user + system) / (times * files.length), findings })
}

/** A new object each time, as a new review would read it. */
function prompt(file: { readonly path: string; readonly content: string }): Prompt {
  return { system: REVIEW_SYSTEM, input: () => reviewInput([file], 'f'.repeat(16)), path: file.path, content: file.content }
}

process.on('disconnect', () => process.exit())
