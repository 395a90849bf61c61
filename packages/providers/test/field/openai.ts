import { AMBIGUOUS, BUSY, GONE, KEY, LOST, NOT_TAKEN, OF_THE_WAY, QUOTA, RATE, REFUSED, REGION, rows, TOO_LONG } from './body.ts'

const oai = (
  message: string,
  type: string | null = 'invalid_request_error',
  code: string | null = null,
  param: string | null = null,
) => ({
  error: { message, type, param, code },
})
const CODES = 'https://platform.openai.com/docs/guides/error-codes'

export const OPENAI = rows('OpenAI', 'openai', 'gpt-5.5', [
  [
    'openai/openai-quickstart-node#127',
    404,
    oai(
      'The model `gpt-5.5` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations',
      'invalid_request_error',
      'model_not_found',
    ),
    GONE,
  ],
  [
    'Aider-AI/aider#2030',
    404,
    oai('The model `gpt-5.5` does not exist or you do not have access to it.', 'invalid_request_error', 'model_not_found'),
    LOST,
  ],
  [
    'anomalyco/models.dev#1479',
    404,
    oai("The requested model 'gpt-5.5' does not exist.", 'invalid_request_error', 'model_not_found'),
    LOST,
  ],
  [
    'continuedev/continue#10120',
    403,
    oai('Project `proj_4bT0aY` does not have access to model `gpt-5.5`', 'invalid_request_error', 'model_not_found'),
    LOST,
  ],
  ['openai/codex#39441', 401, oai('You are not authorized to access this model.'), LOST],
  [
    'home-assistant/core#120072',
    403,
    oai('Country, region, or territory not supported', 'request_forbidden', 'unsupported_country_region_territory'),
    REGION,
  ],
  [
    'continuedev/continue#10059',
    401,
    oai(
      "You have insufficient permissions for this operation. Missing scopes: api.responses.write. Check that you have the correct role in your organization (Reader, Writer, Owner) and project (Member, Owner), and if you're using a restricted API key, that it has the necessary scopes.",
    ),
    KEY,
  ],
  [
    CODES,
    403,
    oai(
      'You have insufficient permissions for this operation. Missing scopes: model.request. Check that you have the correct role in your organization.',
    ),
    KEY,
  ],
  [
    CODES,
    401,
    oai(
      'Incorrect API key provided: sk-proj-********************abcd. You can find your API key at https://platform.openai.com/account/api-keys.',
      'invalid_request_error',
      'invalid_api_key',
    ),
    KEY,
  ],
  [
    CODES,
    401,
    oai('Your IP address 203.0.113.7 is not authorized to access this project.', 'invalid_request_error', 'ip_not_authorized'),
    KEY,
  ],
  [
    'UKGovernmentBEIS/inspect_ai#3607',
    400,
    oai(
      'This request has been flagged for potentially high-risk cyber activity. Learn more about our safety checks.',
      'invalid_request',
      'cyber_policy',
    ),
    REFUSED,
  ],
  [
    'typeclaw/typeclaw#1065',
    0,
    {
      type: 'error',
      error: {
        type: 'invalid_request',
        code: 'cyber_policy',
        message: 'This content was flagged for possible cybersecurity risk.',
      },
    },
    REFUSED,
  ],
  [
    CODES,
    400,
    oai(
      'Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please try again with a different prompt.',
      'invalid_request_error',
      'invalid_prompt',
    ),
    REFUSED,
  ],
  [
    CODES,
    400,
    oai(
      'Your request was rejected as a result of our safety system. Your prompt may contain text that is not allowed by our safety system.',
      'invalid_request_error',
      'content_policy_violation',
    ),
    REFUSED,
  ],
  [
    'openai/openai-cookbook#844',
    429,
    oai(
      'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
      'insufficient_quota',
      'insufficient_quota',
    ),
    QUOTA,
  ],
  [
    'bajrangCoder/acode-plugin-chatgpt#19',
    400,
    oai('Billing hard limit has been reached', 'invalid_request_error', 'billing_hard_limit_reached'),
    QUOTA,
  ],
  [
    CODES,
    429,
    oai(
      'Your account is not active, please check your billing details on our website.',
      'billing_not_active',
      'billing_not_active',
    ),
    QUOTA,
  ],
  [
    'continuedev/continue#10502',
    429,
    oai(
      'Rate limit reached for gpt-5.5 in organization org-vyUrKHsIdLcZGKR3zqCqllrS on tokens per min (TPM): Limit 30000, Used 28039, Requested 3906. Please try again in 3.89s. Visit https://platform.openai.com/account/rate-limits to learn more.',
      'tokens',
      'rate_limit_exceeded',
    ),
    { ...RATE, waitMs: 3_890 },
  ],
  [
    'continuedev/continue#11472',
    429,
    oai(
      'Rate limit reached for gpt-5.5 in organization org-66tr on tokens per min (TPM): Limit 30000, Used 18928, Requested 11159. Please try again in 174ms. Visit https://platform.openai.com/account/rate-limits to learn more.',
      'tokens',
      'rate_limit_exceeded',
    ),
    { ...RATE, waitMs: 174 },
  ],
  [
    'pomerium/mcp-app-demo#156',
    0,
    {
      type: 'error',
      error: {
        type: 'tokens',
        code: 'rate_limit_exceeded',
        message:
          'Rate limit reached for gpt-5.5 in organization org-X on tokens per min (TPM): Limit 450000, Used 379102, Requested 89741. Please try again in 2.512s. Visit https://platform.openai.com/account/rate-limits to learn more.',
        param: null,
      },
    },
    { ...RATE, waitMs: 2_512 },
  ],
  [
    'https://platform.openai.com/docs/guides/rate-limits',
    429,
    oai('Rate limit reached', 'requests', 'rate_limit_exceeded'),
    {
      ...RATE,
      waitMs: 360_000,
      headers: {
        'x-ratelimit-limit-requests': '60',
        'x-ratelimit-remaining-requests': '59',
        'x-ratelimit-reset-requests': '1s',
        'x-ratelimit-limit-tokens': '150000',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '6m0s',
      },
    },
  ],
  [
    CODES,
    429,
    oai(
      'Request too large for gpt-5.5 in organization org-X on tokens per min (TPM): Limit 30000, Requested 45122. The input or output tokens must be reduced in order to run successfully. Visit https://platform.openai.com/account/rate-limits to learn more.',
      'tokens',
      'rate_limit_exceeded',
    ),
    TOO_LONG,
  ],
  [
    CODES,
    503,
    oai(
      'The server is currently overloaded with other requests. Sorry about that! You can retry your request, or contact us through our help center if the error persists.',
      'server_error',
      'server_overloaded',
    ),
    BUSY,
  ],
  [
    'dyad-sh/dyad#1672',
    400,
    oai(
      'Your input exceeds the context window of this model. Please adjust your input and try again.',
      'invalid_request_error',
      'context_length_exceeded',
      'input',
    ),
    TOO_LONG,
  ],
  [
    'the-open-agent/openagent#2344',
    0,
    {
      type: 'error',
      error: {
        type: 'invalid_request_error',
        code: 'context_length_exceeded',
        message: 'Your input exceeds the context window of this model. Please adjust your input and try again.',
        param: 'input',
      },
    },
    TOO_LONG,
  ],
  [
    CODES,
    400,
    oai(
      "Invalid 'input[0].content': string too long. Expected a string with maximum length 10485760, but got a string with length 12034456 instead.",
      'invalid_request_error',
      'string_above_max_length',
      'input[0].content',
    ),
    TOO_LONG,
  ],
  [
    'appatalks/eva-agent#83',
    400,
    oai(
      "Unsupported parameter: 'temperature' is not supported with this model.",
      'invalid_request_error',
      'unsupported_parameter',
      'temperature',
    ),
    NOT_TAKEN,
  ],
  [
    'quelmap-inc/quelmap#4',
    400,
    oai(
      "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
      'invalid_request_error',
      'unsupported_value',
      'temperature',
    ),
    NOT_TAKEN,
  ],
  [
    'Lamb-Project/lamb#54',
    400,
    oai(
      'Your organization must be verified to stream this model. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just verified, it can take up to 15 minutes for access to propagate.',
      'invalid_request_error',
      'unsupported_value',
      'stream',
    ),
    AMBIGUOUS,
  ],
  [
    'dyad-sh/dyad#2236',
    400,
    oai(
      'Your organization must be verified to generate reasoning summaries. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization.',
      'invalid_request_error',
      'unsupported_value',
      'reasoning.summary',
    ),
    AMBIGUOUS,
  ],
  [CODES, 404, oai('Invalid URL (POST /v1/v1/responses)'), OF_THE_WAY],
  [
    CODES,
    404,
    oai(
      'Unknown request URL: POST /responses. Please check the URL for typos, or see the docs at https://platform.openai.com/docs/api-reference/.',
      'invalid_request_error',
      'unknown_url',
    ),
    OF_THE_WAY,
  ],
  [CODES, 404, oai('No such File object: file-abc123', 'invalid_request_error', null, 'id'), NOT_TAKEN],
  [
    CODES,
    400,
    oai("Unknown parameter: 'access_programs'.", 'invalid_request_error', 'unknown_parameter', 'access_programs'),
    NOT_TAKEN,
  ],
])

/** The backend of ChatGPT's own programs. */
export const CODEX = rows('Codex backend', 'openai', 'gpt-5.5', [
  [
    'james-6-23/codex2api#9',
    429,
    {
      error: {
        type: 'usage_limit_reached',
        message: 'The usage limit has been reached',
        plan_type: 'free',
        resets_at: 1_796_729_105,
        resets_in_seconds: 602_705,
      },
    },
    { ...QUOTA, waitMs: 602_705_000 },
  ],
  [
    'router-for-me/CLIProxyAPI#1666',
    429,
    {
      error: {
        type: 'usage_limit_reached',
        message: 'The usage limit has been reached',
        plan_type: 'free',
        resets_in_seconds: 529_498,
      },
    },
    { ...QUOTA, waitMs: 529_498_000 },
  ],
  [
    'earendil-works/pi#4172',
    0,
    {
      type: 'error',
      error: {
        type: 'usage_limit_reached',
        message: 'The usage limit has been reached',
        plan_type: 'plus',
        eligible_promo: null,
        resets_in_seconds: 13_872,
      },
      status_code: 429,
      headers: { 'X-Codex-Primary-Used-Percent': '100', 'X-Codex-Primary-Reset-After-Seconds': '13873' },
    },
    { ...QUOTA, waitMs: 13_872_000 },
  ],
  [
    'openai/codex#3257',
    429,
    {
      error: { message: "You've hit your usage limit. Try again in 4 days 20 hours 9 minutes.", type: 'usage_limit', code: null },
    },
    { ...QUOTA, waitMs: ((4 * 24 + 20) * 60 + 9) * 60_000 },
  ],
  [
    'openai/codex#303',
    0,
    {
      type: 'error',
      error: { type: 'too_many_requests', code: 'too_many_requests', message: 'Rate limit is exceeded. Try again in 4 seconds.' },
    },
    { ...RATE, waitMs: 4_000 },
  ],
  [
    'openai/codex#10061',
    0,
    {
      type: 'response.failed',
      response: {
        status: 'failed',
        error: {
          code: 'rate_limit_exceeded',
          message:
            'Rate limit reached for organization org-{xxx} on tokens per min (TPM): Limit 250000, Used 250000, Requested 22700. Please try again in 5.448s. Visit https://platform.openai.com/account/rate-limits to learn more.',
        },
      },
    },
    { ...RATE, waitMs: 5_448 },
  ],
  [
    'BigPizzaV3/CodexPlusPlus#2126',
    403,
    '<html>\n  <head>\n    <meta name="viewport" content="width=device-width, initial-scale=1" />\n    <style global>body{font-family:Arial}.blocked-icon{color:#ef4444}</style></head></html>',
    { ...REGION, explicit: false },
  ],
])

export const AZURE = rows('Azure OpenAI', 'openai-compatible', 'gpt-5.5', [
  [
    'compl-ai/compl-ai#20',
    400,
    {
      error: {
        message:
          "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry. To learn more about our content filtering policies please read our documentation: https://go.microsoft.com/fwlink/?linkid=2198766",
        type: null,
        param: 'prompt',
        code: 'content_filter',
        status: 400,
        innererror: {
          code: 'ResponsibleAIPolicyViolation',
          content_filter_result: {
            hate: { filtered: false, severity: 'safe' },
            violence: { filtered: true, severity: 'medium' },
          },
        },
      },
    },
    REFUSED,
  ],
  [
    'BerriAI/litellm#16231',
    400,
    {
      error: {
        message:
          "litellm.BadRequestError: litellm.ContentPolicyViolationError: AzureException - The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.\nmodel=azure/gpt-4o-new-test. content_policy_fallback=None. fallbacks=None.",
        type: null,
        param: null,
        code: '400',
        provider_specific_fields: { innererror: { code: 'ResponsibleAIPolicyViolation' } },
      },
    },
    REFUSED,
  ],
  [
    'alex-wolf-ps/dbchatprov2#2',
    429,
    {
      error: {
        code: '429',
        message:
          'Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-05-01-preview have exceeded token rate limit of your current OpenAI S0 pricing tier. Please retry after 86400 seconds. Please go here: https://aka.ms/oai/quotaincrease if you would like to further increase the default rate limit.',
      },
    },
    { ...RATE, waitMs: 86_400_000 },
  ],
  [
    'jasonacox/TinyLLM#17',
    429,
    {
      error: {
        message:
          "litellm.RateLimitError: AzureException RateLimitError - Error code: 429 - {'error': {'code': '429', 'message': 'Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2023-05-15 have exceeded token rate limit of your current AIServices S0 pricing tier. Please retry after 12 seconds. Please contact Azure support service if you would like to further increase the default rate limit.'}}",
        type: 'throttling_error',
        param: null,
        code: '429',
      },
    },
    { ...RATE, waitMs: 12_000 },
  ],
  ['rusiaaman/chat.md#2', 404, { error: { code: '404', message: 'Resource not found' } }, OF_THE_WAY],
  [
    'https://learn.microsoft.com/azure/ai-services/openai/reference',
    404,
    {
      error: {
        code: 'DeploymentNotFound',
        message:
          'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
      },
    },
    LOST,
  ],
  [
    'https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks',
    403,
    { error: { code: '403', message: 'Access denied due to Virtual Network/Firewall rules.' } },
    OF_THE_WAY,
  ],
  [
    'https://learn.microsoft.com/azure/ai-services/openai/reference',
    401,
    {
      error: {
        code: '401',
        message:
          'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
      },
    },
    KEY,
  ],
  [
    'anomalyco/opencode#5012',
    400,
    { error: { code: 'BadRequest', message: 'This model is not supported by Responses API.' } },
    NOT_TAKEN,
  ],
  [
    'microsoft/microsoft-foundry-for-vscode#491',
    400,
    {
      error: {
        code: 'ServiceModelDeprecated',
        message: "The model 'Format:OpenAI,Name:gpt-4o-mini,Version:2024-07-18' has been deprecated since 03/31/2026 00:00:00.",
      },
    },
    GONE,
  ],
])
