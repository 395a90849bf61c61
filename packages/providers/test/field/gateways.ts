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

const said = (message: string, code: number | string, metadata?: unknown) => ({
  error: { message, code, ...(metadata !== undefined && { metadata }) },
})
const OPENROUTER_DOCS = 'https://openrouter.ai/docs/api-reference/errors'

export const OPENROUTER = rows('OpenRouter', 'openai-compatible', 'qwen/qwen3-coder', [
  [
    'MCPJam/inspector#1287',
    403,
    said('Key limit exceeded (total limit). Manage it using https://openrouter.ai/settings/keys', 403),
    QUOTA,
  ],
  [
    OPENROUTER_DOCS,
    403,
    said('Your chosen model requires moderation and your input was flagged', 403, {
      reasons: ['violence'],
      flagged_input: 'x',
      provider_name: 'P',
      model_slug: 'm',
    }),
    REFUSED,
  ],
  [
    'theopenco/llmgateway#1785',
    403,
    said('Provider returned error', 403, { reasons: ['violence'], provider_name: 'P' }),
    REFUSED,
  ],
  [
    'babikov/doka-site#7',
    402,
    {
      ...said(
        'This request requires more credits, or fewer max_tokens. You requested up to 65536 tokens, but can only afford 10114. To increase, visit https://openrouter.ai/settings/credits and upgrade to a paid account',
        402,
        { provider_name: null },
      ),
      user_id: 'user_x',
    },
    QUOTA,
  ],
  [
    'anomalyco/opencode#12219',
    402,
    said(
      'Prompt tokens limit exceeded: 230799 > 91442. To increase, visit https://openrouter.ai/settings/keys and create a key with a higher monthly limit',
      402,
    ),
    QUOTA,
  ],
  [
    'FoundationAgents/OpenManus#55',
    404,
    said(
      'No endpoints found that support tool use. To learn more about provider routing, visit: https://openrouter.ai/docs/provider-routing',
      404,
    ),
    NOT_TAKEN,
  ],
  [
    'zed-industries/zed#36094',
    404,
    said(
      "No endpoints found that support the provided 'tool_choice' value. To learn more about provider routing, visit: https://openrouter.ai/docs/provider-routing",
      404,
    ),
    NOT_TAKEN,
  ],
  [
    'coder/coder#27419',
    404,
    said(
      'No endpoints found that can handle the requested parameters. To learn more about provider routing, visit: https://openrouter.ai/docs/guides/routing/provider-selection',
      404,
    ),
    NOT_TAKEN,
  ],
  [OPENROUTER_DOCS, 404, said('No endpoints found that support image input', 404), NOT_TAKEN],
  ['vyancharuk/nodejs-api-boilerplate#16', 404, said('No endpoints found for qwen/qwen3-coder.', 404), LOST],
  [
    'ShamanicArts/Flow.Launcher.Plugin.AI-Assistant#2',
    404,
    said(
      'No endpoints found matching your data policy. Enable prompt training here: https://openrouter.ai/settings/privacy',
      404,
    ),
    LOST,
  ],
  [
    'truefoundry/models#826',
    404,
    {
      status: 'failure',
      message:
        'openrouter error: No endpoints available matching your guardrail restrictions and data policy. Configure: https://openrouter.ai/settings/privacy',
      error: {
        message:
          'openrouter error: No endpoints available matching your guardrail restrictions and data policy. Configure: https://openrouter.ai/settings/privacy',
        type: 'APIError',
      },
    },
    LOST,
  ],
  [OPENROUTER_DOCS, 400, said('qwen/qwen3-coder is not a valid model ID', 400), LOST],
  [
    'CherryHQ/cherry-studio#733',
    429,
    said('Provider returned error', 429, {
      raw: {
        __kind: 'OK',
        data: '{"error":{"code":null,"message":"Rate limit exceeded","param":null,"type":"rate_limit_exceeded"}}\n',
      },
      provider_name: 'SambaNova',
    }),
    RATE,
  ],
  [
    OPENROUTER_DOCS,
    429,
    said('Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day', 429, {
      headers: { 'X-RateLimit-Limit': '50', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(NOW + 3_600_000) },
      provider_name: null,
    }),
    { ...RATE, waitMs: 3_600_000 },
  ],
  [
    'anomalyco/opencode#24462',
    429,
    said('Error from provider: Provider returned error', 429, {
      raw: '{"error":{"message":"Your account org-446a <ak-f817> is suspended due to insufficient balance, please recharge your account or check your plan and billing details","type":"exceeded_current_quota_error"}}',
    }),
    QUOTA,
  ],
  [OPENROUTER_DOCS, 401, said('User not found.', 401), KEY],
  [
    OPENROUTER_DOCS,
    502,
    said('Provider returned error', 502, { provider_name: 'P', raw: 'upstream connect error' }),
    { kind: 'provider-error' },
  ],
  [
    OPENROUTER_DOCS,
    0,
    {
      id: 'gen-1',
      object: 'chat.completion.chunk',
      error: { code: 'server_error', message: 'Provider disconnected unexpectedly' },
      choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
    },
    { kind: 'provider-error' },
  ],
])

const litellm = (message: string, type: string | null, code: string) => ({ error: { message, type, param: null, code } })
const LITELLM_DOCS = 'https://docs.litellm.ai/docs/proxy/error_reference'

export const LITELLM = rows('LiteLLM', 'openai-compatible', 'gpt-4o', [
  [
    'BerriAI/litellm#31078',
    400,
    litellm('ExceededBudget: User=u over budget. Spend=10.02, Budget=10.0', 'budget_exceeded', '400'),
    QUOTA,
  ],
  [
    'BerriAI/litellm#7302',
    400,
    litellm(
      'LiteLLM Virtual Key: 9769f3f6768a199f76cc29, key_alias: None, exceeded budget for model=gpt-4o',
      'budget_exceeded',
      '400',
    ),
    QUOTA,
  ],
  [
    LITELLM_DOCS,
    401,
    litellm(
      "key not allowed to access model. This key can only access models=['gpt-4o-mini']. Tried to access gpt-4o",
      'key_model_access_denied',
      '401',
    ),
    LOST,
  ],
  [
    LITELLM_DOCS,
    400,
    {
      error: {
        message:
          "{'error': '/chat/completions: Invalid model name passed in model=gpt-4o. Call `/v1/models` to view available models for your key.'}",
        type: 'None',
        param: 'None',
        code: '400',
      },
    },
    LOST,
  ],
  [
    LITELLM_DOCS,
    429,
    litellm(
      'Crossed TPM / RPM / Max Parallel Request Limit for api_key. current rpm: 10, rpm limit: 10. Limit resets at: 2026-12-01 12:00:30 UTC',
      'None',
      '429',
    ),
    { ...RATE, waitMs: 30_000, headers: { 'retry-after': '30' } },
  ],
  [
    LITELLM_DOCS,
    400,
    litellm(
      "litellm.ContextWindowExceededError: litellm.BadRequestError: OpenAIException - This model's maximum context length is 128000 tokens. However, your messages resulted in 150012 tokens. Please reduce the length of the messages.",
      null,
      '400',
    ),
    TOO_LONG,
  ],
  [
    'diegovelilla/AutoREADME#2',
    400,
    litellm(
      'litellm.BadRequestError: GroqException - {"error":{"message":"The model `llama-3.1-70b-versatile` has been decommissioned and is no longer supported. Please refer to https://console.groq.com/docs/deprecations for a recommendation on which model to use instead.","type":"invalid_request_error","code":"model_decommissioned"}}',
      null,
      '400',
    ),
    GONE,
  ],
  [
    'ministryofjustice/modernisation-platform-environments#18323',
    403,
    litellm(
      'litellm.APIConnectionError: BedrockException - {"message":"Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model. Refer to the Amazon Bedrock documentation for further details. Your AWS Marketplace subscription for this model cannot be completed at this time. If you recently fixed this issue, try again after 5 minutes."}',
      null,
      '403',
    ),
    LOST,
  ],
])

const DATABRICKS_DOCS = 'https://docs.databricks.com/aws/en/machine-learning/model-serving/model-serving-limits'
export const DATABRICKS = rows('Databricks', 'openai-compatible', 'databricks-claude-fable-5', [
  [
    'databrickslabs/kasal#53',
    503,
    {
      error_code: 'TEMPORARILY_UNAVAILABLE',
      message:
        'The service at /serving-endpoints/databricks-claude-fable-5/invocations is temporarily unavailable. Please try again later.',
    },
    { ...BUSY, waitMs: 30_000, headers: { 'retry-after': '30' } },
  ],
  ['databrickslabs/kasal#53', 403, { error_code: 'TEMPORARILY_UNAVAILABLE', message: 'Claude Fable 5 is not available.' }, LOST],
  [
    'databricks/databricks-sdk-py#274',
    429,
    {
      error_code: 'REQUEST_LIMIT_EXCEEDED',
      message: 'REQUEST_LIMIT_EXCEEDED: Exceeded workspace input tokens per minute rate limit for databricks-claude-fable-5.',
    },
    RATE,
  ],
  [
    DATABRICKS_DOCS,
    404,
    {
      error_code: 'RESOURCE_DOES_NOT_EXIST',
      message:
        'The given endpoint does not exist, please retry after checking the specified model and version deployment exists.',
    },
    LOST,
  ],
  [
    DATABRICKS_DOCS,
    403,
    { error_code: 'PERMISSION_DENIED', message: 'PERMISSION_DENIED: The endpoint is disabled due to a rate limit set to 0.' },
    AMBIGUOUS,
  ],
  [
    DATABRICKS_DOCS,
    400,
    { error_code: 'BAD_REQUEST', message: 'Bad request: json: unknown field "safety_identifier"\n' },
    NOT_TAKEN,
  ],
])

const BEDROCK_DOCS = 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html'
export const BEDROCK = rows('Amazon Bedrock', 'openai-compatible', 'anthropic.claude-3-5-sonnet-20241022-v2:0', [
  [
    'strands-agents/harness-sdk#38',
    403,
    {
      __type: 'com.amazon.coral.service#AccessDeniedException',
      message: "You don't have access to the model with the specified model ID.",
    },
    LOST,
  ],
  [
    'strands-agents/harness-sdk#38',
    400,
    {
      __type: 'ValidationException',
      message:
        'Invocation of model ID anthropic.claude-3-5-sonnet-20241022-v2:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.',
    },
    NOT_TAKEN,
  ],
  [
    'strands-agents/harness-sdk#38',
    400,
    { __type: 'ValidationException', message: 'The provided model identifier is invalid.' },
    LOST,
  ],
  [
    BEDROCK_DOCS,
    404,
    {
      __type: 'ResourceNotFoundException',
      message: 'This model version has reached the end of its life. Please refer to the AWS documentation for more details.',
    },
    GONE,
  ],
  [
    BEDROCK_DOCS,
    404,
    {
      __type: 'ResourceNotFoundException',
      message: 'Could not resolve the foundation model from the provided model identifier.',
    },
    LOST,
  ],
  [BEDROCK_DOCS, 429, { __type: 'ThrottlingException', message: 'Too many tokens, please wait before trying again.' }, RATE],
  [
    BEDROCK_DOCS,
    429,
    { __type: 'ModelNotReadyException', message: 'The model specified in the request is not ready to serve inference requests.' },
    BUSY,
  ],
  [
    BEDROCK_DOCS,
    400,
    { __type: 'ServiceQuotaExceededException', message: 'Your request exceeds the service quota for your account.' },
    QUOTA,
  ],
  [BEDROCK_DOCS, 400, { __type: 'ValidationException', message: 'Input is too long for requested model.' }, TOO_LONG],
  [
    BEDROCK_DOCS,
    400,
    {
      __type: 'ValidationException',
      message: 'Access to Anthropic models is not allowed from unsupported countries, regions, or territories.',
    },
    REGION,
  ],
  [
    BEDROCK_DOCS,
    424,
    { __type: 'ModelErrorException', message: 'The request failed due to an error while processing the model.' },
    { kind: 'provider-error' },
  ],
  [
    BEDROCK_DOCS,
    408,
    {
      __type: 'ModelTimeoutException',
      message: 'The request took too long to process. Processing time exceeded the model timeout length.',
    },
    { kind: 'timeout', scope: 'model' },
  ],
])

const problem = { 'content-type': 'application/problem+json' }
export const NVIDIA = rows('NVIDIA NIM', 'openai-compatible', 'moonshotai/kimi-k2.6', [
  [
    'Alishahryar1/free-claude-code#956',
    404,
    {
      status: 404,
      title: 'Not Found',
      detail:
        "Function '12345678-b123-12a3-1221-123456789123': Not found for account 'Ab1EzDFj7NoQ-ABzl5JqcPLREQPLS8B7Pez92BZeEWQ1'",
    },
    LOST,
  ],
  [
    'NVIDIA/NemoClaw#11902',
    410,
    {
      type: 'about:blank',
      title: 'Gone',
      status: 410,
      detail: "The model 'moonshotai/kimi-k2.6' has reached its end of life on 2026-08-07T09:00:00Z and is no longer available.",
    },
    { ...GONE, headers: problem },
  ],
  ['dmMaze/BallonsTranslator#1233', 403, { status: 403, title: 'Forbidden', detail: 'Authorization failed' }, KEY],
  ['Hmbown/Codewhale#1482', 404, '404 page not found\n', { ...OF_THE_WAY, headers: { 'content-type': 'text/plain' } }],
])

export const COPILOT = rows('GitHub Copilot and Models', 'openai-compatible', 'claude-opus-4.5', [
  [
    'microsoft/vscode-copilot-release#10115',
    400,
    {
      error: {
        message: 'The requested model is not supported.',
        code: 'model_not_supported',
        param: 'model',
        type: 'invalid_request_error',
      },
    },
    LOST,
  ],
  [
    'RooCodeInc/Roo-Code#1885',
    400,
    {
      error: {
        message: 'Model is not supported for this request.',
        param: 'model',
        code: 'model_not_supported',
        type: 'invalid_request_error',
      },
    },
    LOST,
  ],
  [
    'anomalyco/opencode#34048',
    400,
    {
      error: {
        message:
          'The requested model is not available for integrator "opencode". Verify the correct Copilot-Integration-Id header is being sent.',
        code: 'model_not_available_for_integrator',
      },
    },
    LOST,
  ],
  ['github/copilot-cli#730', 402, { message: 'You have no quota', code: 'quota_exceeded' }, QUOTA],
  [
    'microsoft/vscode-copilot-release#5795',
    429,
    {
      error: {
        message: 'Sorry, you have exceeded your Copilot token usage. Please review our Terms of Service.',
        code: 'rate_limited',
      },
    },
    RATE,
  ],
  [
    'https://docs.github.com/en/github-models/use-github-models/prototyping-with-ai-models',
    413,
    {
      error: {
        code: 'tokens_limit_reached',
        message: 'Request body too large for claude-opus-4.5 model. Max size: 8000 tokens.',
        details: 'Request body too large for claude-opus-4.5 model. Max size: 8000 tokens.',
      },
    },
    TOO_LONG,
  ],
  [
    'microsoft/vscode#285790',
    403,
    {
      message: "Your account has exceeded GitHub's API rate limit. Please try again later.",
      documentation_url: 'https://docs.github.com',
    },
    RATE,
  ],
])

const newApi = (message: string, code: string, type = 'new_api_error') => ({ error: { message, type, param: '', code } })
export const RESELLERS = rows('Resellers', 'openai-compatible', 'gpt-5.5', [
  [
    '666ghj/BettaFish#414',
    403,
    newApi(
      'Your account balance is insufficient. Please recharge your account to continue using the API. (tid: 2025)',
      'insufficient_user_quota',
      'Aihubmix_api_error',
    ),
    QUOTA,
  ],
  ['songquanpeng/one-api#1775', 503, newApi('当前分组 default 下对于模型 gpt-5.5 无可用渠道', 'model_not_found'), BUSY],
  ['Wei-Shaw/sub2api#5359', 503, newApi('No available channel for model gpt-5.5 under group default', 'model_not_found'), BUSY],
  [
    'chenyme/grok2api#194',
    429,
    newApi('No available tokens. Please try again later.', 'rate_limit_exceeded', 'rate_limit_error'),
    RATE,
  ],
  ['theopenco/llmgateway#2665', 410, { message: 'Model gpt-5.5 is no longer available', error: true }, GONE],
  [
    'epam/ai-dial-chat#5147',
    410,
    {
      error: {
        message:
          'The model associated with the deployment is deprecated and no longer available for use. Please select another model.',
      },
    },
    GONE,
  ],
])
