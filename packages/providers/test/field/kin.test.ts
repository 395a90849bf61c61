import { describe, expect, it } from 'vitest'
import { classify, isPage, waitMs, wordsOfBody } from '../../src/classify/index.ts'
import { NOW } from './body.ts'

/** Answers of the same kinds as the corpus, in words that it does not have. */
const [R, Q, C, N, W, I, A, O, L, U, G] = [
  'refused',
  'quota-exhausted',
  'context-too-long',
  'not-permitted',
  'withdrawn',
  'invalid-request',
  'auth',
  'overloaded',
  'rate-limited',
  'unreachable',
  'region-blocked',
] as const

const meaning = (status: number, body: unknown, model = 'm-1') => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const words = wordsOfBody(text)
  const found = classify({
    vendor: 'openai-compatible',
    status,
    words,
    model,
    address: 'https://api.example.test/v1',
    page: isPage(text),
  })
  return { ...found, waitMs: waitMs({ get: () => null, words, kind: found.kind, wallTime: NOW }) }
}

const KIN: readonly (readonly [status: number, body: unknown, kind: string, waitMs?: number])[] = [
  [
    400,
    {
      error: {
        message: 'Your request was rejected by the safety system. If you believe this is an error, contact us at help.openai.com',
        code: 'moderation_blocked',
      },
    },
    R,
  ],
  [400, { __type: 'ValidationException', message: 'The request was blocked by guardrail abc123.' }, R],
  [
    400,
    {
      type: 'error',
      error: {
        type: 'invalid_request_error',
        message:
          'Claude Code is unable to respond to this request, which appears to violate our Usage Policy (https://www.anthropic.com/legal/aup).',
      },
    },
    R,
  ],
  [
    400,
    {
      error: {
        code: 'invalid_prompt',
        type: 'invalid_request_error',
        message:
          "Invalid prompt: we've limited access to this content for safety reasons. This type of information may be used to benefit or to harm people.",
      },
    },
    R,
  ],
  [400, { error: { message: 'This request has been blocked because it may involve cyber misuse.' } }, R],
  [
    446,
    {
      hook_results: { before_request_hooks: [] },
      error: {
        message: 'The guardrail checks defined in the config failed. You can find more information in the `hook_results` object.',
        type: 'hooks_failed',
        param: null,
        code: null,
      },
    },
    R,
  ],
  [400, { error: { message: "{'error': 'Violated OpenAI moderation policy'}" } }, R],
  [400, { error: 'Violated content safety policy' }, R],
  [400, { message: 'blocked output: this generation may be a potential violation of our terms of service' }, R],
  [
    400,
    {
      error_code: 'BAD_REQUEST',
      message:
        '{"usage":{"prompt_tokens":35,"total_tokens":35},"input_guardrail":[{"flagged":true,"categories":{"violent-crimes":true}}],"finishReason":"input_guardrail_triggered"}',
    },
    R,
  ],
  [400, { message: 'bad request: prompt pattern is blocked' }, R],
  [400, { error: { message: 'Output data may contain inappropriate content.' } }, R],
  [400, { error: { message: 'Green net check failed for query (query)', code: 'data_inspection_failed' } }, R],
  [
    403,
    {
      error: {
        code: 403,
        message: 'gpt-4 requires moderation on OpenInference. Your input was flagged for "violence". No credits were charged.',
      },
    },
    R,
  ],
  [400, { error: { message: 'Prompt was flagged as potentially harmful by Llama Guard.' } }, R],
  [403, { error: { message: 'Your prompt was blocked by DLP policy.' } }, R],
  [400, { error: { message: 'The model response was blocked by safety filters.' } }, R],
  [400, { error_code: 336104, error_msg: 'the content is sensitive, please modify it' }, R],
  [400, { base_resp: { status_code: 1026, status_msg: 'input new_sensitive' } }, R],
  [422, { detail: 'Input rejected: NSFW or unsafe content detected' }, R],
  [403, { title: 'Forbidden', detail: 'Violation of acceptable use policy detected in prompt' }, R],
  [
    404,
    { error: { message: 'Gemini 2.0 Flash is no longer available. Please switch to gemini-3-flash.', status: 'NOT_FOUND' } },
    N,
  ],
  [
    404,
    {
      error: {
        message: 'The model grok-2 was deprecated on 2026-01-01 and is no longer accessible via the API. Please use grok-4.',
      },
    },
    W,
  ],
  [
    404,
    {
      error: {
        message: 'The free model has been deprecated. To continue using this model, please migrate to the paid slug: x/y',
      },
    },
    W,
  ],
  [410, { error: 'The requested model is deprecated and no longer supported by provider hf-inference.' }, W],
  [
    400,
    {
      errors: [
        {
          message: 'AiError: This model was deprecated on 2026-05-30. See https://developers.cloudflare.com/workers-ai/models/',
          code: 5028,
        },
      ],
      success: false,
    },
    W,
  ],
  [400, { errors: [{ message: 'AiError: No such model @cf/meta/llama-2 or task', code: 5007 }], success: false }, N],
  [
    403,
    {
      __type: 'AccessDeniedException',
      message:
        'Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last 30 days. Please upgrade to an active model on Amazon Bedrock',
    },
    N,
  ],
  [
    400,
    {
      error: {
        status: 'FAILED_PRECONDITION',
        message:
          'Publisher Model `projects/p/locations/us-east5/publishers/anthropic/models/claude-opus` is not servable in region us-east5.',
      },
    },
    G,
  ],
  [
    404,
    {
      error: {
        message:
          'This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?',
        type: 'invalid_request_error',
      },
    },
    N,
  ],
  [503, { error: { message: 'The model is currently not available due to a high load' } }, O],
  [404, { error: { message: 'The model is currently not available due to high load. Please retry shortly.' } }, O],
  [400, { error: { message: 'The model m is temporarily unavailable.' } }, O],
  [403, { error: { message: 'Model is temporarily unavailable, try again later' } }, O],
  [
    429,
    {
      error: {
        message:
          'x/y is temporarily rate-limited upstream. Please retry shortly, or add your own key to accumulate your rate limits',
        code: 429,
      },
    },
    L,
  ],
  [403, { error: { message: 'You are not allowed to sample from this model' } }, N],
  [403, { error: { message: 'Public access is disabled. Please configure private endpoint.', code: '403' } }, U],
  [403, { error: { code: 'no_access', message: 'No access to model: openai/gpt-4.1' } }, N],
  [
    403,
    {
      error: {
        code: 'AllocationQuota.FreeTierOnly',
        message:
          'The free tier of the model has been exhausted. If you wish to continue access the model on a paid basis, please disable the "use free tier only" mode in the management console.',
      },
    },
    Q,
  ],
  [403, { statusCode: 403, message: 'Out of call volume quota. Quota will be replenished in 10.23:13:17.' }, Q],
  [429, { statusCode: 429, message: 'Rate limit is exceeded. Try again in 52 seconds.' }, L, 52000],
  [
    429,
    {
      error: {
        code: 'RateLimitReached',
        message: 'Rate limit of 150 per 86400s exceeded for UserByModelByDay. Please wait 12345 seconds before retrying.',
      },
    },
    L,
    12345000,
  ],
  [
    403,
    {
      error: {
        message:
          'AI Gateway requires a valid credit card on file to service requests. Please visit https://vercel.com/ to add one',
      },
    },
    Q,
  ],
  [402, { detail: 'Quota exceeded and account balance is $0.0, please pay with fiat or send tao' }, Q],
  [403, { code: 403, reason: 'NOT_ENOUGH_BALANCE', message: 'not enough balance' }, Q],
  [
    400,
    { type: 'error', error: { type: 'invalid_request_error', message: 'Your workspace has reached its monthly spend limit.' } },
    Q,
  ],
  [
    429,
    {
      type: 'error',
      error: {
        type: 'rate_limit_error',
        message:
          "You've exceeded your monthly spend limit for this workspace. You will regain access on 2027-01-01 at 00:00 UTC.",
      },
    },
    Q,
  ],
  [
    400,
    {
      error: { status: 'FAILED_PRECONDITION', message: 'The billing account for the owning project is disabled in state closed' },
    },
    Q,
  ],
  [400, { error: { message: 'Credit exhausted' } }, Q],
  [403, { error: { message: 'Insufficient credits. Add more using https://openrouter.ai/credits' } }, Q],
  [
    400,
    {
      error: {
        message:
          "This endpoint's maximum context length is 131072 tokens. However, you requested about 140000 tokens of text input.",
      },
    },
    C,
  ],
  [
    400,
    {
      object: 'error',
      message: 'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
      type: 'invalid_request_error',
      code: '3051',
    },
    C,
  ],
  [400, { message: 'too many tokens: total number of tokens in the prompt cannot exceed 128000 - received 130000.' }, C],
  [
    422,
    {
      error:
        'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193. Given: 9000 `inputs` tokens and 100 `max_new_tokens`',
      error_type: 'validation',
    },
    C,
  ],
  [400, { error: { message: 'prompt token count of 140000 exceeds the limit of 128000', code: 'x' } }, C],
  [
    400,
    {
      error: {
        message:
          'Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.',
      },
    },
    C,
  ],
  [
    400,
    {
      object: 'error',
      message: "The input (9000 tokens) is longer than the model's context length (8192 tokens).",
      type: 'BadRequestError',
    },
    C,
  ],
  [400, { error: { code: '1261', message: 'Prompt 超长' } }, C],
  [400, { error: { message: 'Exceeded max input tokens for this model' } }, C],
  [403, { message: 'The security token included in the request is expired' }, A],
  [403, { error_code: 403, message: 'Invalid access token.' }, A],
  [403, { error: { message: 'API key is disabled' } }, A],
  [403, { error: { message: 'Unauthorized: key revoked' } }, A],
  [400, { error: { message: '[] is too short - messages' } }, I],
  [400, { error: { message: 'Unrecognized request argument supplied: reasoning_effort' } }, I],
  [400, { error: { message: "'response_format' of type 'json_schema' is not supported by this model" } }, I],
  [403, { error: { message: 'The feature structured outputs is not available on your plan' } }, I],
  [409, { error: { message: 'Conflict' } }, 'provider-error'],
  [418, { error: { message: "I'm a teapot" } }, I],
  [451, '<html>blocked</html>', W],
  [413, '<html>x</html>', U],
  [400, '<html><head><title>400 Bad Request</title></head></html>', U],
  [502, { error: { message: 'content policy gateway down' } }, 'provider-error'],
  [503, { error: { message: 'The moderation service is unavailable' } }, O],
  [500, { error: { message: 'model not found' } }, 'provider-error'],
  [404, { error: { message: 'Deployment is being created, please retry later' } }, O],
  [404, { error: { message: 'Model not found. Please check the spelling and try again.' } }, N],
  [401, { error: { message: 'Budget has been exceeded! Current cost: 10.5, Max budget: 10.0', type: 'budget_exceeded' } }, Q],
  [400, { error: { message: 'Failed to generate a valid JSON response' } }, 'malformed'],
  [400, { error: { message: 'The model failed to produce output that matches the schema', code: 'x' } }, 'malformed'],
  [424, { error: { message: 'Failed dependency' } }, 'provider-error'],
  [429, { error: { message: 'The engine is overloaded' } }, O],
  [407, { message: 'Proxy Authentication Required' }, U],
  [400, { error: { message: 'Your organization is not verified. Please verify' } }, N],
  [403, { error: { message: "Your organization doesn't have access to gpt-5.5" } }, N],
  [400, { error: { message: 'Account suspended for non-payment' } }, Q],
  [403, { error: { message: 'Your account has been suspended' } }, A],
]

describe('an answer of a known kind in other words', () => {
  it.each(KIN.map(([status, body, kind, wait]) => ({ status, body, kind, wait })))(
    '$status $body is $kind',
    ({ status, body, kind, wait }) => {
      const found = meaning(status, body)
      expect(found.kind).toBe(kind)
      if (wait !== undefined) expect(found.waitMs).toBe(wait)
    },
  )

  it.each([
    [404, 'The model has been removed temporarily.', false],
    [403, 'The model has been suspended. Please try again later.', false],
    [404, 'The model has been retired.', true],
    [410, 'Gone.', true],
    [451, 'Blocked by order.', true],
  ])('%s %j passes, where a moment or a time to come back is told', (status, message, comeBack) => {
    const words = wordsOfBody(JSON.stringify({ error: { message } }))
    expect(classify({ vendor: 'openai', status, words, comeBack }).kind).toBe('overloaded')
  })

  it.each<[number, string]>([
    [400, "Invalid value at 'safety_settings[0].category'"],
    [400, "Unknown parameter: 'guardrailConfig'"],
    [403, 'Access denied by organization policy'],
    [403, 'Request blocked by firewall rule 17'],
    [403, 'Request blocked.'],
    [429, 'Your request was blocked due to rate limit policy'],
    [400, 'Content-Type header must be application/json; request rejected'],
    [403, 'User is not authorized to perform: bedrock:InvokeModel with an explicit deny in a service control policy'],
    [400, "Unknown parameter: 'safety_identifier'."],
    [403, 'Access denied by Conditional Access policies'],
    [400, 'Request rejected: content length exceeds limit'],
    [403, 'Your IP address was blocked by security policy'],
    [404, 'No endpoints found matching your data policy (Free model publication)'],
    [400, "Invalid 'messages[0].content': content is not allowed to be empty"],
    [400, 'thinking blocks in content are not allowed with this model'],
    [403, 'Requests from this origin are blocked by CORS policy'],
    [403, 'The request was rejected because the project is not allowed to use this API'],
    [400, 'messages: text content blocks must be non-empty'],
    [400, 'Response format was rejected: schema violates strict mode rules'],
    [403, 'Key blocked: usage limit reached'],
    [401, 'Your request was rejected: invalid signature'],
  ])('%s %j is no refusal', (status, message) => expect(meaning(status, { error: { message } }).kind).not.toBe('refused'))

  it.each<[number, string]>([
    [404, 'The file has been removed.'],
    [400, 'The parameter `top_k` has been deprecated.'],
    [400, 'top_k has been removed for this model'],
    [404, 'presence_penalty is no longer supported'],
    [404, 'API version 2023-03-15-preview has been retired'],
    [404, 'The API has been deprecated. Use /v1/responses'],
    [404, 'This endpoint has been deprecated'],
    [404, 'Priority processing is not available'],
    [404, 'Fast mode is not available'],
    [403, 'Access to this feature has been disabled'],
    [403, 'Your access has been suspended'],
    [403, 'Your trial has ended; model access is no longer available'],
    [404, 'Function calling is no longer supported'],
    [404, 'JSON mode is not available with this model'],
    [404, 'Batch API is not available for this model'],
    [404, 'Prompt caching is not available'],
    [400, 'The model no longer supports temperature'],
    [400, 'This model is no longer available in batch mode'],
    [404, 'The conversation has been deleted or is no longer available'],
    [403, 'This model is not available on your plan'],
    [400, 'For this model, response_format json_schema is not available.'],
    [403, 'The 1M context beta is not available for your tier'],
    [404, 'The requested preview is not available'],
    [503, 'The model has been retired'],
    [403, 'The workspace has been disabled'],
    [404, 'Web search is not available in this model'],
    [404, 'Streaming is no longer available for this model'],
    [400, 'Image input is not available'],
    [404, 'Model weights are currently not available, retry later'],
    [404, 'The model is not available at the moment'],
    [404, 'Service is not available'],
    [404, 'Server is unavailable'],
    [404, 'Reasoning is not available'],
    [404, 'No longer available'],
    [404, 'The prompt template has been removed'],
    [404, 'Your deployment quota is not available'],
  ])('%s %j takes no model away by itself', (status, message) =>
    expect(meaning(status, { error: { message } }, 'gpt-5.5').explicit).not.toBe(true),
  )

  it.each<[number, string, string]>([
    [404, 'Claude Fable 5 is not available. Please use Opus 4.8.', 'claude-fable-5'],
    [404, 'Claude Fable 5 is not available.', 'us.anthropic.claude-fable-5-v1:0'],
    [404, 'The model has been retired', 'x'],
    [400, 'The model `x1` has been decommissioned and is no longer supported.', 'y'],
    [404, 'This model models/gemini-2.5-flash-lite is no longer available to new users.', 'gemini-2.5-flash-lite'],
    [403, 'Model gpt-5.5 has been withdrawn by order', 'gpt-5.5'],
    [404, 'gpt-5.5 is no longer available', 'gpt-5.5'],
    [400, 'The model gpt-5.5 is no longer served.', 'gpt-5.5'],
    [404, 'GPT-5.5 has been shut down', 'gpt-5.5'],
    [404, 'This model version has reached the end of its life.', 'z'],
    [404, 'The model has reached end-of-life', 'z'],
    [403, 'Access to model gpt-5.5 has been disabled for your organization', 'gpt-5.5'],
    [404, 'Gemini 2.0 Flash is no longer available.', 'gemini-2.0-flash'],
    [410, 'x', 'z'],
  ])('%s %j takes the model away', (status, message, model) =>
    expect(meaning(status, { error: { message } }, model)).toMatchObject({ kind: 'withdrawn', explicit: true }),
  )
})
