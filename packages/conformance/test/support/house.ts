import { AnswerFault, defineProvider, dig, postForEvents, postJson, tokens, wordsOf } from '@understudy/providers/adapter'

/** A house model behind an HTTP service that speaks Chat Completions; it has no SDK. */
const HOUSE = {
  vendor: 'house',
  title: 'House',
  keyNames: ['HOUSE_API_KEY'],
  baseURL: 'https://models.house.example/v1',
  limits: { contextTokens: 128_000, maxOutputTokens: 16_000 },
}

const STOPS: Readonly<Record<string, 'finished' | 'length' | 'refused'>> = {
  stop: 'finished',
  length: 'length',
  content_filter: 'refused',
}

export const house = defineProvider(HOUSE, ({ model, key, baseURL, limits }) => {
  const url = `${baseURL}/chat/completions`
  const headers = { authorization: `Bearer ${key}` }
  return {
    createClient: async (fetch) => fetch,
    request(call) {
      const cap = Math.min(call.maxOutputTokens, limits.maxOutputTokens)
      const body = {
        model,
        messages: [
          { role: 'system', content: call.system },
          { role: 'user', content: call.input },
        ],
        max_tokens: cap,
        ...(call.schema && { response_format: { type: 'json_schema', json_schema: { name: 'reply', schema: call.schema } } }),
      }
      return { body, adjustments: cap < call.maxOutputTokens ? [`output is capped at ${cap} tokens`] : [] }
    },
    ask: (fetch, body) => postJson(fetch, url, { headers, body }),
    stream: {
      open: (fetch, body) =>
        postForEvents(fetch, url, { headers, body: { ...body, stream: true, stream_options: { include_usage: true } } }),
      accumulator() {
        let content = ''
        let finish: unknown
        let refusal: unknown
        let last: object = {}
        return {
          push(event) {
            if (dig(event, 'error')) throw new AnswerFault('The stream reports an error.', { words: wordsOf(event) })
            last = { ...last, ...(event as object) }
            finish = dig(event, 'choices', 0, 'finish_reason') ?? finish
            refusal = dig(event, 'choices', 0, 'delta', 'refusal') ?? refusal
            const text = dig(event, 'choices', 0, 'delta', 'content')
            if (typeof text === 'string') content += text
            return typeof text === 'string' ? text : undefined
          },
          whole: () => ({ ...last, choices: [{ message: { content, refusal }, finish_reason: finish }] }),
        }
      },
    },
    read(answer) {
      const finish = dig(answer, 'choices', 0, 'finish_reason')
      if (!dig(answer, 'choices', 0)) throw new AnswerFault('The answer is not a completion.', { kind: 'provider-error' })
      if (typeof finish !== 'string') throw new AnswerFault('The answer has no finish marker.', { kind: 'truncated' })
      const text = dig(answer, 'choices', 0, 'message', 'content')
      const reasoning = tokens(dig(answer, 'usage', 'completion_tokens_details', 'reasoning_tokens'))
      return {
        text: typeof text === 'string' ? text : '',
        stop: { unified: dig(answer, 'choices', 0, 'message', 'refusal') ? 'refused' : (STOPS[finish] ?? 'other'), raw: finish },
        servedModel: dig(answer, 'model') as string | undefined,
        usage: {
          inputTotal: tokens(dig(answer, 'usage', 'prompt_tokens')),
          inputCached: tokens(dig(answer, 'usage', 'prompt_tokens_details', 'cached_tokens')),
          outputVisible: tokens(dig(answer, 'usage', 'completion_tokens')) - reasoning,
          reasoning,
        },
      }
    },
  }
})
