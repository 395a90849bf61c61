import {
  AMBIGUOUS,
  BUSY,
  GONE,
  KEY,
  LOST,
  NOT_TAKEN,
  NOW,
  OF_THE_WAY,
  QUOTA,
  RATE,
  REFUSED,
  REGION,
  rows,
  TOO_LONG,
} from './body.ts'

const ant = (type: string, message: string, code?: string) => ({
  type: 'error',
  error: { type, message, ...(code && { details: { error_code: code } }) },
  request_id: 'req_011CZM37KZVHEegQcQEk3tSW',
})
const invalid = (message: string, code?: string) => ant('invalid_request_error', message, code)
const DOCS = 'https://platform.claude.com/docs/en/api/errors'
const at = (ms: number): string => new Date(NOW + ms).toISOString().replace('.000Z', 'Z')

export const ANTHROPIC = rows('Anthropic', 'anthropic', 'claude-fable-5', [
  [
    'anthropics/claude-code#68312',
    404,
    ant(
      'not_found_error',
      'Claude Fable 5 is not available. Please use Opus 4.8. Learn more: https://www.anthropic.com/news/fable-mythos-access',
    ),
    GONE,
  ],
  [
    'anthropics/claude-code#72886',
    404,
    ant(
      'not_found_error',
      'Claude Fable 5 is currently unavailable. Learn more: https://www.anthropic.com/news/fable-mythos-access',
    ),
    LOST,
  ],
  [DOCS, 404, ant('not_found_error', 'model: claude-fable-5'), LOST],
  [DOCS, 404, ant('not_found_error', 'Not Found'), OF_THE_WAY],
  [DOCS, 403, ant('permission_error', 'Your API key does not have permission to use the specified resource.'), LOST],
  [
    'anthropics/claude-code#65714',
    403,
    ant('permission_error', 'OAuth authentication is currently not allowed for this organization.'),
    LOST,
  ],
  [
    'can1357/oh-my-pi#38',
    403,
    ant(
      'permission_error',
      'OAuth token does not meet scope requirement any_of(user:inference, user:ccr_inference, user:voice, org:service_key_inference)',
    ),
    KEY,
  ],
  ['continuedev/continue#9961', 403, { type: 'forbidden', message: 'Request not allowed' }, REGION],
  ['enricoros/big-AGI#485', 403, ant('forbidden', 'Request not allowed'), REGION],
  ['anthropics/claude-code#72457', 400, invalid('This organization has been disabled.'), KEY],
  [DOCS, 400, invalid('Organization on hold.', 'organization_on_hold'), KEY],
  [
    'anthropics/claude-code#88711',
    400,
    invalid(
      'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
    ),
    QUOTA,
  ],
  [
    'anthropics/claude-code#38038',
    400,
    invalid('You have reached your specified API usage limits. You will regain access on 2026-12-15 at 00:00 UTC.'),
    { ...QUOTA, waitMs: 13.5 * 86_400_000 },
  ],
  [
    'anthropics/claude-code#45048',
    400,
    invalid(
      "Third-party apps now draw from your extra usage, not your plan limits. We've added a $20 credit to get you started. Claim it at claude.ai/settings/usage and keep going.",
    ),
    QUOTA,
  ],
  ['rynfar/meridian#495', 400, invalid("You're out of extra usage. Add more at claude.ai/settings/usage and keep going."), QUOTA],
  [DOCS, 402, ant('billing_error', 'Payment required'), QUOTA],
  [
    DOCS,
    429,
    ant('rate_limit_error', 'Your organization has reached its contracted spend limit.', 'contract_spend_limit_reached'),
    QUOTA,
  ],
  [
    'anthropics/claude-code#45257',
    429,
    ant('rate_limit_error', "This request would exceed your account's rate limit. Please try again later."),
    RATE,
  ],
  [
    'anthropics/anthropic-sdk-typescript#357',
    429,
    ant('rate_limit_error', 'Number of requests has exceeded your per-minute rate limit'),
    {
      ...RATE,
      waitMs: 4_000,
      headers: {
        'anthropic-ratelimit-requests-limit': '5',
        'anthropic-ratelimit-requests-remaining': '0',
        'anthropic-ratelimit-requests-reset': at(4_000),
        'anthropic-ratelimit-tokens-limit': '40000',
        'anthropic-ratelimit-tokens-remaining': '39000',
        'anthropic-ratelimit-tokens-reset': at(60_000),
      },
    },
  ],
  [
    DOCS,
    429,
    ant(
      'rate_limit_error',
      'This request would exceed your organization’s rate limit of 30,000 input tokens per minute. For details, refer to: https://docs.claude.com/en/api/rate-limits.',
    ),
    {
      ...RATE,
      waitMs: 11_000,
      headers: {
        'retry-after': '11',
        'anthropic-ratelimit-input-tokens-limit': '30000',
        'anthropic-ratelimit-input-tokens-remaining': '0',
        'anthropic-ratelimit-input-tokens-reset': at(12_000),
      },
    },
  ],
  [DOCS, 529, ant('overloaded_error', 'Overloaded'), BUSY],
  [DOCS, 0, ant('overloaded_error', 'Overloaded'), BUSY],
  [DOCS, 500, ant('api_error', 'Internal server error'), { kind: 'provider-error' }],
  [DOCS, 504, ant('timeout_error', 'Request timed out. Consider using streaming.'), { kind: 'timeout', scope: 'model' }],
  ['whoz-oss/coday#26', 400, invalid('prompt is too long: 215731 tokens > 200000 maximum'), TOO_LONG],
  [
    'docker/docker-agent#569',
    400,
    invalid(
      'input length and `max_tokens` exceed context limit: 190000 + 64000 > 200000, decrease input length or `max_tokens` and try again',
    ),
    TOO_LONG,
  ],
  [DOCS, 413, ant('request_too_large', 'Request exceeds the maximum allowed number of bytes for a prompt.'), TOO_LONG],
  ['anthropics/claude-code#58367', 400, invalid('Output blocked by content filtering policy'), REFUSED],
  ['anthropics/claude-code#55789', 0, invalid('Output blocked by content filtering policy'), REFUSED],
  ['rocketride-org/rocketride-server#1194', 400, invalid('`temperature` is deprecated for this model.'), NOT_TAKEN],
  [
    'laravel/ai#715',
    400,
    invalid("output_config.format.schema: For 'string' type, property 'minLength' is not supported"),
    NOT_TAKEN,
  ],
  [DOCS, 400, invalid('The long context beta is not yet available for this subscription.'), NOT_TAKEN],
  [DOCS, 403, ant('permission_error', 'The long context beta is not available for your tier.'), NOT_TAKEN],
  [DOCS, 400, invalid('Streaming is required for operations that may take longer than 10 minutes.'), NOT_TAKEN],
  ['anthropics/claude-code#59278', 401, ant('authentication_error', 'Invalid authentication credentials'), KEY],
  [DOCS, 404, ant('not_found_error', 'File not found: file_011CNha8iCJcU1wXNR6q4V8w'), NOT_TAKEN],
  ['Wei-Shaw/sub2api#5359', 403, ant('permission_error', 'Your request was blocked by our usage policy safety check.'), REFUSED],
  [DOCS, 400, invalid('This account is not allowed to use the requested model.'), AMBIGUOUS],
])
