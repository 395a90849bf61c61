import { attemptContext } from '@understudy/spec'
import { withAdapter } from '../calls.ts'
import { type Clause, promise } from '../clause.ts'

const group = 'identity'

/** What an adapter says of itself before it is asked anything. */
export const IDENTITY_CLAUSES: readonly Clause[] = [
  {
    group,
    form: 'unary',
    name: 'has a short id, a channel and limits',
    needs: [],
    check: (bench) =>
      withAdapter(bench, async ({ contract, id, model, channel, limits }) => {
        promise(contract === 1, 'It keeps contract 1', contract)
        promise(/^[a-z][a-z0-9-]*\/\S+$/.test(id) && id.endsWith(`/${model}`), 'Its id is vendor/model', id)
        promise(/^[a-z][a-z0-9-]*$/.test(channel.vendor), 'Its vendor is one lower-case word', channel.vendor)
        promise(channel.endpoint.length > 0 && !/[?#]/.test(channel.endpoint), 'Its endpoint has no query', channel.endpoint)
        promise(limits.contextTokens > 0 && limits.maxOutputTokens > 0, 'It knows its window', limits)
      }),
  },
  {
    group,
    form: 'unary',
    name: 'asks nobody anything until it is asked',
    needs: [],
    check: (bench) =>
      withAdapter(bench, async () => promise(bench.asked() === 0, 'Making an adapter sends nothing', bench.asked())),
  },
  {
    group,
    form: 'unary',
    name: 'tells from the vendor’s list whether the model is known',
    needs: ['describe'],
    check: (bench) =>
      withAdapter(bench, async (adapter) => {
        const listing = await adapter.describe?.(attemptContext())
        promise(listing?.known === true, 'A listed model is known', listing)
        promise(listing.lifecycle !== 'retired', 'A model in service is not retired', listing)
      }),
  },
]
