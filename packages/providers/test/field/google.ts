import { AMBIGUOUS, BUSY, GONE, KEY, LOST, NOT_TAKEN, QUOTA, RATE, REGION, rows, TOO_LONG } from './body.ts'

const T = 'type.googleapis.com/google.rpc'
const goog = (code: number, status: string, message: string, details?: readonly unknown[]) => ({
  error: { code, message, status, ...(details && { details }) },
})
const info = (reason: string, metadata: Record<string, string> = {}) => ({
  '@type': `${T}.ErrorInfo`,
  reason,
  domain: 'googleapis.com',
  metadata,
})
const quota = (quotaId: string, quotaDimensions?: Record<string, string>) => ({
  '@type': `${T}.QuotaFailure`,
  violations: [
    {
      quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests',
      quotaId,
      ...(quotaDimensions && { quotaDimensions }),
      quotaValue: '20',
    },
  ],
})
const retryIn = (retryDelay: string) => ({ '@type': `${T}.RetryInfo`, retryDelay })
const PLAN = 'You exceeded your current quota, please check your plan and billing details.'
const DOCS = 'https://ai.google.dev/gemini-api/docs/troubleshooting'

export const GOOGLE = rows('Gemini API', 'google', 'gemini-3.8-flash', [
  [
    'wwardaww/gnome-gemini-ai#21',
    404,
    goog(
      404,
      'NOT_FOUND',
      'models/gemini-3.8-flash is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.',
    ),
    LOST,
  ],
  [
    'allenhutchison/obsidian-gemini#1217',
    404,
    goog(
      404,
      'NOT_FOUND',
      'This model models/gemini-3.8-flash is no longer available to new users. Please update your code to use a newer model for the latest features and improvements.',
    ),
    { ...GONE, scope: 'credential-model' },
  ],
  ['google-gemini/gemini-cli#28600', 404, goog(404, 'NOT_FOUND', 'Requested entity was not found.'), LOST],
  [
    'google-gemini/gemini-cli#24641',
    400,
    goog(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
    REGION,
  ],
  [
    DOCS,
    400,
    goog(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
      info('API_KEY_INVALID', { service: 'generativelanguage.googleapis.com' }),
    ]),
    KEY,
  ],
  [DOCS, 400, goog(400, 'INVALID_ARGUMENT', 'API key expired. Please renew the API key.', [info('API_KEY_INVALID')]), KEY],
  [
    'continuedev/continue#10513',
    403,
    goog(403, 'PERMISSION_DENIED', 'Your API key was reported as leaked. Please use another API key.'),
    KEY,
  ],
  [
    'continuedev/continue#10902',
    403,
    goog(
      403,
      'PERMISSION_DENIED',
      "Permission denied: Consumer 'api_key:AIzaSyEXAMPLEexampleEXAMPLEexample0000' has been suspended.",
      [info('CONSUMER_SUSPENDED')],
    ),
    KEY,
  ],
  ['google-gemini/gemini-cli#14519', 403, goog(403, 'PERMISSION_DENIED', 'The caller does not have permission'), LOST],
  [
    'google-gemini/gemini-cli#25607',
    403,
    [
      {
        error: {
          code: 403,
          message: 'The caller does not have permission',
          errors: [{ message: 'The caller does not have permission', domain: 'global', reason: 'forbidden' }],
          status: 'PERMISSION_DENIED',
        },
      },
    ],
    LOST,
  ],
  [
    'google-gemini/gemini-cli#19501',
    403,
    [
      {
        error: {
          code: 403,
          message:
            'This service has been disabled in this account for violation of Terms of\n\t\tService. If you believe this is an error, contact gemini-code-assist-user-feedback@google.com.',
          errors: [
            {
              message: 'This service has been disabled in this account for violation of Terms of Service.',
              domain: 'global',
              reason: 'forbidden',
            },
          ],
          status: 'PERMISSION_DENIED',
        },
      },
    ],
    KEY,
  ],
  [
    'lbjlaq/Antigravity-Manager#1653',
    403,
    {
      error: {
        id: 'err_retry_exhausted',
        message:
          'All 3 attempts failed. Last status: 403 Forbidden. Error: HTTP 403: {\n  "error": {\n    "code": 403,\n    "message": "Gemini has been disabled in this account for violation of Terms of Service.",\n    "status": "PERMISSION_DENIED"\n  }\n}\n',
        type: 'permission_error',
      },
      type: 'error',
    },
    KEY,
  ],
  [
    'mhawksey/GeminiApp#10',
    403,
    goog(403, 'PERMISSION_DENIED', 'Requests from referer <empty> are blocked.', [
      info('API_KEY_HTTP_REFERRER_BLOCKED', { httpReferrer: '<empty>' }),
    ]),
    KEY,
  ],
  [
    'continuedev/continue#12781',
    403,
    {
      error: {
        message: JSON.stringify(
          goog(
            403,
            'PERMISSION_DENIED',
            'Requests to this API generativelanguage.googleapis.com method google.ai.generativelanguage.v1beta.GenerativeService.StreamGenerateContent are blocked.',
            [info('API_KEY_SERVICE_BLOCKED')],
          ),
          null,
          2,
        ),
        code: 403,
        status: 'Forbidden',
      },
    },
    KEY,
  ],
  [
    'tashfeenahmed/freellmapi#268',
    403,
    goog(
      403,
      'PERMISSION_DENIED',
      'The provided API key has an IP address restriction. The originating IP address of the call (203.0.113.9) violates this restriction.',
      [info('API_KEY_IP_ADDRESS_BLOCKED')],
    ),
    KEY,
  ],
  [
    'tashfeenahmed/freellmapi#268',
    403,
    goog(
      403,
      'PERMISSION_DENIED',
      'Generative Language API has not been used in project 177838813423 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/generativelanguage.googleapis.com/overview?project=177838813423 then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.',
      [info('SERVICE_DISABLED')],
    ),
    KEY,
  ],
  [
    'comoc/UnityCloudVision#6',
    403,
    goog(
      403,
      'PERMISSION_DENIED',
      'This API method requires billing to be enabled. Please enable billing on project #851129945109 by visiting https://console.developers.google.com/billing/enable?project=851129945109 then retry. If you enabled billing for this project recently, wait a few minutes for the action to propagate to our systems and retry.',
      [info('BILLING_DISABLED')],
    ),
    QUOTA,
  ],
  [
    DOCS,
    403,
    goog(
      403,
      'PERMISSION_DENIED',
      "Quota exceeded for quota metric 'Generate Content API requests per minute' and limit 'GenerateContent request limit per minute for a region' of service 'generativelanguage.googleapis.com' for consumer 'project_number:297700366322'.",
      [info('RATE_LIMIT_EXCEEDED')],
    ),
    RATE,
  ],
  [
    'google-gemini/gemini-cli#8437',
    429,
    goog(429, 'RESOURCE_EXHAUSTED', `${PLAN} Please retry in 45.57s.`, [
      quota('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', { location: 'global', model: 'gemini-3.8-flash' }),
      retryIn('45.57s'),
    ]),
    { ...RATE, waitMs: 45_570 },
  ],
  [
    'UKGovernmentBEIS/inspect_ai#5526',
    429,
    goog(429, 'RESOURCE_EXHAUSTED', PLAN, [
      quota('GenerateRequestsPerDayPerProjectPerModel-FreeTier', { model: 'gemini-3.8-flash', location: 'global' }),
      retryIn('41s'),
    ]),
    { ...QUOTA, scope: 'credential-model', waitMs: 41_000 },
  ],
  [
    'microsoft/vscode#303628',
    429,
    {
      error: {
        message: JSON.stringify(
          goog(
            429,
            'RESOURCE_EXHAUSTED',
            `${PLAN} For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.\n* Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_paid_tier_input_token_count, limit: 2000000, model: gemini-3.8-flash\nPlease retry in 3.564818218s.`,
            [
              quota('GenerateContentPaidTierInputTokensPerModelPerMinute', { location: 'global', model: 'gemini-3.8-flash' }),
              retryIn('3s'),
            ],
          ),
        ),
        code: 429,
        status: 'Too Many Requests',
      },
    },
    { ...RATE, waitMs: 3_000 },
  ],
  [
    'continuedev/continue#9570',
    429,
    goog(
      429,
      'RESOURCE_EXHAUSTED',
      'Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 0, model: gemini-3.8-flash',
      [quota('GenerateRequestsPerDayPerProjectPerModel-FreeTier')],
    ),
    LOST,
  ],
  [
    'songquanpeng/one-api#1775',
    429,
    goog(
      429,
      'RESOURCE_EXHAUSTED',
      "Quota exceeded for quota metric 'Generate Content API requests per minute' and limit 'GenerateContent request limit per minute for a region' of service 'generativelanguage.googleapis.com' for consumer 'project_number:297700366322'.",
    ),
    RATE,
  ],
  [
    DOCS,
    429,
    goog(
      429,
      'RESOURCE_EXHAUSTED',
      'Your prepayment credits are depleted. Please go to AI Studio to manage your project and billing.',
    ),
    QUOTA,
  ],
  [
    'continuedev/continue#10639',
    503,
    goog(
      503,
      'UNAVAILABLE',
      'This model is currently experiencing high demand. Spikes in demand are usually temporary. Please try again later.',
    ),
    BUSY,
  ],
  [DOCS, 503, goog(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'), BUSY],
  [
    DOCS,
    500,
    goog(
      500,
      'INTERNAL',
      'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
    ),
    { kind: 'provider-error' },
  ],
  [
    DOCS,
    504,
    goog(504, 'DEADLINE_EXCEEDED', 'Deadline expired before operation could complete.'),
    { kind: 'timeout', scope: 'model' },
  ],
  [
    'google-gemini/gemini-cli#5807',
    400,
    goog(400, 'INVALID_ARGUMENT', 'The input token count (1234567) exceeds the maximum number of tokens allowed (1048576).'),
    TOO_LONG,
  ],
  [
    DOCS,
    400,
    goog(
      400,
      'INVALID_ARGUMENT',
      'Invalid JSON payload received. Unknown name "responseJsonSchema" at \'generation_config\': Cannot find field.',
      [
        {
          '@type': `${T}.BadRequest`,
          fieldViolations: [
            { field: 'generation_config', description: 'Invalid JSON payload received. Unknown name "responseJsonSchema"' },
          ],
        },
      ],
    ),
    NOT_TAKEN,
  ],
  [
    DOCS,
    400,
    goog(400, 'INVALID_ARGUMENT', 'The specified schema produces a constraint that has too many states for serving.'),
    NOT_TAKEN,
  ],
  [
    DOCS,
    401,
    goog(
      401,
      'UNAUTHENTICATED',
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
      [info('ACCESS_TOKEN_TYPE_UNSUPPORTED')],
    ),
    KEY,
  ],
  [
    DOCS,
    403,
    goog(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.', [info('ACCESS_TOKEN_SCOPE_INSUFFICIENT')]),
    KEY,
  ],
])

export const VERTEX = rows('Vertex AI', 'google', 'gemini-3.8-flash', [
  [
    'genkit-ai/genkit#4688',
    404,
    goog(
      404,
      'NOT_FOUND',
      'Publisher Model `projects/740989871600/locations/us-central1/publishers/google/models/gemini-3.8-flash` was not found or your project does not have access to it. Please ensure you are using a valid model version. For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions',
    ),
    LOST,
  ],
  [
    'https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/api-errors',
    403,
    goog(
      403,
      'PERMISSION_DENIED',
      "Permission 'aiplatform.endpoints.predict' denied on resource '//aiplatform.googleapis.com/projects/p/locations/us-central1/publishers/google/models/gemini-3.8-flash' (or it may not exist).",
      [info('IAM_PERMISSION_DENIED', { permission: 'aiplatform.endpoints.predict' })],
    ),
    LOST,
  ],
  [
    'https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/api-errors',
    429,
    goog(
      429,
      'RESOURCE_EXHAUSTED',
      'Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.',
    ),
    RATE,
  ],
  [
    'https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/api-errors',
    400,
    goog(
      400,
      'FAILED_PRECONDITION',
      'Organization Policy constraint constraints/vertexai.allowedModels violated for `projects/1234`. Model gemini-3.8-flash is not allowed.',
    ),
    AMBIGUOUS,
  ],
  [
    'https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/api-errors',
    499,
    goog(499, 'CANCELLED', 'The operation was cancelled.'),
    { kind: 'provider-error' },
  ],
])
