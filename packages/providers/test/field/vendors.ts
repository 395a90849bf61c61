import { AMBIGUOUS, BUSY, GONE, KEY, LOST, NOT_TAKEN, NOW, QUOTA, RATE, REFUSED, rows, TOO_LONG } from './body.ts'

const oai = (message: string, type: string | null = 'invalid_request_error', code: string | null = null) => ({
  error: { message, type, code },
})
const XAI_DOCS = 'https://docs.x.ai/docs/key-information/debugging'
const DENIED = 'The caller does not have permission to execute the specified operation'

export const XAI = rows('xAI', 'openai-compatible', 'grok-4', [
  [
    'UKGovernmentBEIS/inspect_ai#2267',
    403,
    { code: DENIED, error: 'Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_BIO' },
    REFUSED,
  ],
  [
    'griptape-ai/griptape-nodes-engine#1079',
    403,
    {
      code: DENIED,
      error:
        "Your newly created teams doesn't have any credits yet. You can purchase credits on https://console.x.ai/team/c853730f-fe0f-4537-b8a2-0e6e33c8342d.",
    },
    QUOTA,
  ],
  [
    'continuedev/continue#10373',
    429,
    {
      code: 'Some resource has been exhausted',
      error:
        'Your team 16f2151a-40f4-4a80-8ad0-cae00c27e8dd has either used all available credits or reached its monthly spending limit. To continue making API requests, please purchase more credits or raise your spending limit.',
    },
    QUOTA,
  ],
  [
    'Wei-Shaw/sub2api#4069',
    403,
    {
      code: 'personal-team-blocked:spending-limit',
      error:
        'You have run out of credits or need a Grok subscription. Add credits at https://grok.com/?_s=usage or upgrade at https://grok.com/supergrok.',
    },
    QUOTA,
  ],
  [
    XAI_DOCS,
    404,
    {
      code: 'Some requested entity was not found',
      error:
        'The model grok-4 does not exist or your team 16f2151a does not have access to it. Please ensure you are using the correct API key.',
    },
    LOST,
  ],
  [
    XAI_DOCS,
    400,
    {
      code: 'Client specified an invalid argument',
      error: 'Incorrect API key provided: xa***ey. You can obtain an API key from https://console.x.ai.',
    },
    KEY,
  ],
  [
    XAI_DOCS,
    400,
    { code: 'Client specified an invalid argument', error: 'Argument not supported on this model: presencePenalty' },
    NOT_TAKEN,
  ],
  [
    XAI_DOCS,
    422,
    'Failed to deserialize the JSON body into the target type: response_format.json_schema: missing field `name` at line 1 column 90',
    { ...NOT_TAKEN, headers: { 'content-type': 'text/plain' } },
  ],
  [
    XAI_DOCS,
    400,
    {
      code: 'Client specified an invalid argument',
      error: "This model's maximum prompt length is 131072 but the request contains 140233 tokens.",
    },
    TOO_LONG,
  ],
])

const GROQ_DOCS = 'https://console.groq.com/docs/errors'
export const GROQ = rows('Groq', 'openai-compatible', 'llama-3.3-70b-versatile', [
  [
    'continuedev/continue#10920',
    429,
    oai(
      'Rate limit reached for model `llama-3.3-70b-versatile` in organization `org_01kjh7p9n8f1qs6nz2bz77vy6b` service tier `on_demand` on tokens per day (TPD): Limit 100000, Used 97050, Requested 3619. Please try again in 9m38.016s. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing',
      'tokens',
      'rate_limit_exceeded',
    ),
    { ...RATE, waitMs: 578_016 },
  ],
  [
    'tarinagarwal/learnify#31',
    400,
    oai(
      'The model `llama-3.3-70b-versatile` has been decommissioned and is no longer supported. Please refer to https://console.groq.com/docs/deprecations for a recommendation on which model to use instead.',
      'invalid_request_error',
      'model_decommissioned',
    ),
    GONE,
  ],
  [
    GROQ_DOCS,
    400,
    {
      error: {
        message: "Failed to generate JSON. Please adjust your prompt. See 'failed_generation' for more details.",
        type: 'invalid_request_error',
        code: 'json_validate_failed',
        failed_generation: '{"findings": [',
      },
    },
    { kind: 'malformed' },
  ],
  [
    'sohzm/cheating-daddy#468',
    413,
    oai(
      'Request too large for model `llama-3.3-70b-versatile` in organization `org_x` service tier `on_demand` on tokens per minute (TPM): Limit 12000, Requested 21446, please reduce your message size and try again.',
      'tokens',
      'rate_limit_exceeded',
    ),
    TOO_LONG,
  ],
  [
    GROQ_DOCS,
    404,
    oai(
      'The model `llama-3.3-70b-versatile` does not exist or you do not have access to it.',
      'invalid_request_error',
      'model_not_found',
    ),
    LOST,
  ],
  [
    GROQ_DOCS,
    403,
    oai(
      'The model `llama-3.3-70b-versatile` is blocked at the organization level. Please have the org admin enable this model in the org settings at https://console.groq.com/settings/limits',
      'permissions_error',
      'model_permission_blocked_org',
    ),
    LOST,
  ],
  ['HunorLaczko/ha-groq-cloud-api#25', 400, oai("'tools' : maximum number of items is 128"), NOT_TAKEN],
  [
    GROQ_DOCS,
    404,
    oai(
      'Unknown request URL: POST /openai/chat/completions. Please check the URL for typos, or see the docs at https://console.groq.com/docs/',
      'invalid_request_error',
      'unknown_url',
    ),
    { kind: 'unreachable' },
  ],
  [
    GROQ_DOCS,
    498,
    oai('Flex tier capacity exceeded. Please try again later.', 'invalid_request_error', 'capacity_exceeded'),
    BUSY,
  ],
  [
    'continuedev/continue#10866',
    403,
    'Forbidden',
    { kind: 'region-blocked', explicit: false, headers: { 'content-type': 'text/plain' } },
  ],
  [GROQ_DOCS, 403, { error: { message: 'Access denied. Please check your network settings.' } }, AMBIGUOUS],
])

export const TOGETHER = rows('Together AI', 'openai-compatible', 'mistralai/Mistral-Small-24B-Instruct-2501', [
  [
    'HeyPuter/puter#3168',
    400,
    {
      id: 'okkMWqL',
      error: {
        message:
          'Unable to access non-serverless model mistralai/Mistral-Small-24B-Instruct-2501. Please visit https://api.together.ai/models/mistralai/Mistral-Small-24B-Instruct-2501 to create and start a new dedicated endpoint for the model.',
        type: 'invalid_request_error',
        param: null,
        code: 'model_not_available',
      },
    },
    LOST,
  ],
  [
    'HeyPuter/puter#3168',
    400,
    {
      id: 'okkMWzu',
      error: {
        message:
          'The dedicated endpoint for mistralai/Mistral-Small-24B-Instruct-2501 is not running. Please visit https://api.together.ai/models to start the endpoint.',
        type: 'invalid_request_error',
        param: null,
        code: 'dedicated_endpoint_not_running',
      },
    },
    NOT_TAKEN,
  ],
  [
    'https://docs.together.ai/docs/error-codes',
    402,
    { error: { message: 'Credit limit exceeded, please add a credit card', type: 'credit_limit', param: null, code: null } },
    QUOTA,
  ],
])

export const FIREWORKS = rows('Fireworks AI', 'openai-compatible', 'accounts/fireworks/models/deepseek-v3p1', [
  [
    'pollinations/pollinations#12136',
    412,
    {
      error: {
        message:
          'Account pollinations is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices. Please go to https://fireworks.ai/account/billing for more information.',
        param: null,
        code: 'PRECONDITION_FAILED',
        type: 'error',
      },
      request_id: '11650e2f-ff1b-4aac-9719-98006adf7349',
    },
    QUOTA,
  ],
  [
    'The-AgenticFlow/openflows#129',
    404,
    {
      error: {
        object: 'error',
        type: 'invalid_request_error',
        code: 'NOT_FOUND',
        message: 'Model not found, inaccessible, and/or not deployed',
      },
    },
    LOST,
  ],
  [
    'amd/gaia#3766',
    412,
    {
      error: {
        details: {
          status_code: 412,
          message: 'Account x is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices',
        },
        message: 'cloud (fireworks) request failed',
      },
    },
    QUOTA,
  ],
])

const DEEPSEEK_DOCS = 'https://api-docs.deepseek.com/quick_start/error_codes'
export const DEEPSEEK = rows('DeepSeek', 'openai-compatible', 'deepseek-chat', [
  [
    '666ghj/BettaFish#108',
    400,
    { error: { message: 'Content Exists Risk', type: 'invalid_request_error', param: null, code: 'invalid_request_error' } },
    REFUSED,
  ],
  [
    '666ghj/BettaFish#286',
    402,
    { error: { message: 'Insufficient Balance', type: 'unknown_error', param: null, code: 'invalid_request_error' } },
    QUOTA,
  ],
  [
    DEEPSEEK_DOCS,
    400,
    { error: { message: 'Model Not Exist', type: 'invalid_request_error', param: null, code: 'invalid_request_error' } },
    LOST,
  ],
  [
    DEEPSEEK_DOCS,
    400,
    {
      error: {
        message: 'This response_format type is unavailable now',
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_request_error',
      },
    },
    NOT_TAKEN,
  ],
  [
    DEEPSEEK_DOCS,
    400,
    {
      error: {
        message:
          "This model's maximum context length is 131072 tokens. However, you requested 140021 tokens (132021 in the messages, 8000 in the completion). Please reduce the length of the messages or completion.",
        type: 'invalid_request_error',
      },
    },
    TOO_LONG,
  ],
  [
    DEEPSEEK_DOCS,
    401,
    {
      error: {
        message: 'Authentication Fails, Your api key: ****abcd is invalid',
        type: 'authentication_error',
        param: null,
        code: 'invalid_request_error',
      },
    },
    KEY,
  ],
  [
    DEEPSEEK_DOCS,
    503,
    'Service is too busy. We advise users to temporarily switch to alternative LLM API service providers.',
    { ...BUSY, headers: { 'content-type': 'text/plain' } },
  ],
])

export const MISTRAL = rows('Mistral', 'openai-compatible', 'codestral-latest', [
  [
    'continuedev/continue#6185',
    429,
    {
      object: 'error',
      message: 'Service tier capacity exceeded for this model.',
      type: 'invalid_request_error',
      param: null,
      code: null,
    },
    BUSY,
  ],
  [
    'raycast/extensions#31107',
    429,
    { object: 'error', message: 'Rate limit exceeded', type: 'rate_limited', param: null, code: '1300', raw_status_code: 429 },
    RATE,
  ],
  [
    'editor-code-assistant/eca#231',
    422,
    {
      object: 'error',
      message: {
        detail: [
          {
            type: 'extra_forbidden',
            loc: ['body', 'max_completion_tokens'],
            msg: 'Extra inputs are not permitted',
            input: 32_000,
          },
        ],
      },
      type: 'invalid_request_error',
      param: null,
      code: null,
    },
    NOT_TAKEN,
  ],
  [
    'Gitlawb/openclaude#739',
    422,
    { detail: [{ type: 'extra_forbidden', loc: ['body', 'store'], msg: 'Extra inputs are not permitted', input: false }] },
    NOT_TAKEN,
  ],
  ['diegosouzapw/OmniRoute#7638', 401, { detail: 'Unauthorized' }, KEY],
  ['elastic/elasticsearch#128538', 404, { detail: 'Not Found' }, { kind: 'unreachable' }],
  [
    'https://docs.mistral.ai/api',
    400,
    { object: 'error', message: 'Invalid model: codestral-latest', type: 'invalid_model', param: null, code: '1500' },
    LOST,
  ],
  ['https://docs.mistral.ai/api', 403, '', { kind: 'region-blocked', explicit: false }],
])

export const CHINA = [
  ...rows('DashScope', 'openai-compatible', 'qwen-plus', [
    [
      'agentscope-ai/QwenPaw#1406',
      400,
      {
        error: {
          code: 'data_inspection_failed',
          message: '<400> InternalError.Algo.DataInspectionFailed: Input text data may contain inappropriate content.',
          param: null,
          type: 'data_inspection_failed',
        },
        request_id: 'ae4d5ed3-6203-910c-869a-fc1dda8cd859',
      },
      REFUSED,
    ],
    [
      'QwenLM/Qwen#938',
      400,
      {
        code: 'DataInspectionFailed',
        message: 'Input data may contain inappropriate content.',
        request_id: '17f9c41d-fbbd-9a78-a35e-e36dcb774c23',
      },
      REFUSED,
    ],
    [
      'QwenLM/qwen-code#1641',
      503,
      {
        error: {
          code: 'ServiceUnavailable',
          message:
            '<5000202> InternalError.Algo.ModelServingError.ModelServingUnknownError: An error occurred in model serving. Too many requests. Your requests are being throttled due to system capacity limits. Please try again later.',
        },
      },
      BUSY,
    ],
    [
      'https://help.aliyun.com/zh/model-studio/error-code',
      400,
      {
        error: {
          code: 'Arrearage',
          message: 'Access denied, please make sure your account is in good standing.',
          type: 'Arrearage',
        },
      },
      QUOTA,
    ],
    [
      'https://help.aliyun.com/zh/model-studio/error-code',
      404,
      {
        error: {
          message: 'The model `qwen-plus` does not exist or you do not have access to it.',
          type: 'invalid_request_error',
          code: 'model_not_found',
        },
      },
      LOST,
    ],
    [
      'https://help.aliyun.com/zh/model-studio/error-code',
      403,
      { error: { code: 'Model.AccessDenied', message: 'Model access denied.', type: 'Model.AccessDenied' } },
      LOST,
    ],
    [
      'https://help.aliyun.com/zh/model-studio/error-code',
      400,
      {
        error: {
          code: 'invalid_parameter_error',
          message: '<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 129024]',
          type: 'invalid_request_error',
        },
      },
      TOO_LONG,
    ],
    [
      'https://help.aliyun.com/zh/model-studio/error-code',
      429,
      {
        error: {
          code: 'insufficient_quota',
          message: 'You exceeded your current quota, please check your plan and billing details. Free allocated quota exceeded.',
          type: 'insufficient_quota',
        },
      },
      QUOTA,
    ],
  ]),
  ...rows('Zhipu', 'openai-compatible', 'glm-5', [
    [
      'zai-org/GLM-5#148',
      429,
      { error: { code: '1113', message: 'Insufficient balance or no resource package. Please recharge.' } },
      QUOTA,
    ],
    ['continuedev/continue#11823', 429, { error: { code: '1113', message: '余额不足或无可用资源包,请充值。' } }, QUOTA],
    ['langgenius/dify#5850', 429, { error: { code: '1113', message: '您的账户已欠费，请充值后重试。' } }, QUOTA],
    [
      'https://docs.bigmodel.cn/cn/faq/api-code',
      400,
      {
        error: {
          code: '1301',
          message: '系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语，感谢您的配合。',
        },
        contentFilter: [{ level: 1, role: 'user' }],
      },
      REFUSED,
    ],
    [
      'https://docs.bigmodel.cn/cn/faq/api-code',
      429,
      { error: { code: '1302', message: '您的账户已达到速率限制，请您控制请求频率' } },
      RATE,
    ],
    ['https://docs.bigmodel.cn/cn/faq/api-code', 400, { error: { code: '1211', message: '模型不存在，请检查模型代码。' } }, LOST],
  ]),
  ...rows('Moonshot', 'openai-compatible', 'kimi-k2.6', [
    [
      'MoonshotAI/kimi-cli#1002',
      400,
      {
        error: {
          code: 400,
          message: 'The request was rejected because it was considered high risk',
          param: 'prompt',
          type: 'content_filter',
        },
      },
      REFUSED,
    ],
    [
      'MoonshotAI/Kimi-K2#5',
      403,
      {
        error: {
          message:
            'Your account org-x<ak-y> is not active, organization <org-x> exceeded current quota, please check your plan and billing details',
          type: 'exceeded_current_quota_error',
        },
      },
      QUOTA,
    ],
    [
      'MoonshotAI/MoonshotAI-Cookbook#16',
      429,
      { error: { message: 'The engine is currently overloaded, please try again later', type: 'engine_overloaded_error' } },
      BUSY,
    ],
    [
      'clacky-ai/openclacky#192',
      403,
      {
        error: {
          message:
            'Access terminated. Review our Community Guidelines (https://www.kimi.com/code/docs/kimi-code/community-guidelines.html) or contact support@moonshot.cn for assistance.',
          type: 'access_terminated_error',
        },
      },
      KEY,
    ],
    [
      'continuedev/continue#10847',
      403,
      {
        error: {
          message:
            'Kimi For Coding is currently only available for Coding Agents such as Kimi CLI, Claude Code, Roo Code, Kilo Code, etc.',
          type: 'access_terminated_error',
        },
      },
      LOST,
    ],
    [
      'https://platform.moonshot.ai/docs/api/chat',
      404,
      { error: { message: 'Not found the model kimi-k2.6 or Permission denied', type: 'resource_not_found_error' } },
      LOST,
    ],
    [
      'xuy/sgo#1',
      400,
      { error: { message: 'invalid temperature: only 1 is allowed for this model', type: 'invalid_request_error' } },
      NOT_TAKEN,
    ],
  ]),
  ...rows('SiliconFlow', 'openai-compatible', 'Qwen/QwQ-32B', [
    ['chatboxai/chatbox#2153', 403, { code: 30_003, message: 'Model disabled.', data: null }, LOST],
    [
      'chatboxai/chatbox#2153',
      400,
      { code: 20_012, message: 'Model does not exist. Please check it carefully.', data: null },
      LOST,
    ],
    [
      'infiniflow/ragflow#1968',
      500,
      { code: 20_402, message: 'Model not found.', data: null, error: 'Model not found.' },
      { kind: 'provider-error' },
    ],
    [
      'FoundationAgents/OpenManus#438',
      403,
      {
        code: 30_011,
        message: 'The selected model requires paid balance. Your paid balance is insufficient. Please top up and try again.',
        data: null,
      },
      QUOTA,
    ],
  ]),
  ...rows('Volcengine Ark', 'openai-compatible', 'doubao-1.5-pro-32k', [
    [
      'cloudwego/eino#107',
      404,
      {
        code: 'InvalidEndpointOrModel.NotFound',
        message:
          'The model or endpoint doubao-1.5-pro-32k does not exist or you do not have access to it. Request id: 021741786566285e2dc8688e4f0b08b05ead8177d0b7d6c144164',
        param: '',
        type: 'NotFound',
      },
      LOST,
    ],
    [
      'volcengine/MineContext#328',
      429,
      {
        error: {
          code: 'SetLimitExceeded',
          message:
            'Your account [2100334555] has reached the set inference limit for the [doubao-1.5-pro-32k] model, and the model service has been paused. To continue using this model, please visit the Model Activation page to adjust or close the "Safe Experience Mode"',
          type: 'TooManyRequests',
        },
      },
      { ...QUOTA, scope: 'credential-model' },
    ],
    [
      'nicepkg/aide#80',
      404,
      {
        error: {
          code: 'InvalidEndpoint.NotFound',
          message: 'The request targeted an endpoint that does not exist or is invalid. Request id: 02172282444093840571',
          type: 'NotFound',
        },
      },
      LOST,
    ],
    [
      'https://www.volcengine.com/docs/82379/1299023',
      404,
      {
        error: {
          code: 'ModelNotOpen',
          message:
            'Your account 2100334555 has not activated the model doubao-1.5-pro-32k. Please activate the model service in the Ark Console.',
          type: 'NotFound',
        },
      },
      LOST,
    ],
    [
      'https://www.volcengine.com/docs/82379/1299023',
      403,
      {
        error: {
          code: 'AccountOverdueError',
          message: 'The request failed because your account has an overdue balance.',
          type: 'Forbidden',
        },
      },
      QUOTA,
    ],
    [
      'https://www.volcengine.com/docs/82379/1299023',
      400,
      {
        error: {
          code: 'SensitiveContentDetected',
          message: 'The request failed because the input text may contain sensitive information.',
          type: 'BadRequest',
        },
      },
      REFUSED,
    ],
  ]),
]

const hour = String(Math.floor(NOW / 1_000) + 3_600)
export const OTHERS = [
  ...rows('Cerebras', 'openai-compatible', 'zai-glm-4.7', [
    [
      'nminaya/grammar-nazi-bot#957',
      429,
      {
        message: 'Requests per minute limit exceeded - too many requests sent.',
        type: 'too_many_requests_error',
        param: 'quota',
        code: 'request_quota_exceeded',
      },
      RATE,
    ],
    [
      'continuedev/continue#9800',
      429,
      {
        message: 'Tokens per minute limit exceeded - too many tokens processed.',
        type: 'too_many_tokens_error',
        param: 'quota',
        code: 'token_quota_exceeded',
      },
      {
        ...RATE,
        waitMs: 11_382,
        headers: {
          'x-ratelimit-limit-tokens-minute': '60000',
          'x-ratelimit-remaining-tokens-minute': '0',
          'x-ratelimit-reset-tokens-minute': '11.382',
        },
      },
    ],
    [
      'https://inference-docs.cerebras.ai/support/error',
      429,
      {
        message: "We're experiencing high traffic right now! Please try again soon.",
        type: 'too_many_requests_error',
        param: 'queue',
        code: 'queue_exceeded',
      },
      BUSY,
    ],
  ]),
  ...rows('Hugging Face', 'openai-compatible', 'moonshotai/Kimi-K2-Instruct', [
    [
      'cline/cline#5098',
      400,
      {
        error: {
          message: "The requested model 'moonshotai/Kimi-K2-Instruct' is not supported by any provider you have enabled.",
          type: 'invalid_request_error',
          param: 'model',
          code: 'model_not_supported',
        },
      },
      LOST,
    ],
    [
      'huggingface/hub-docs#2392',
      402,
      {
        error:
          'You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more monthly included credits.',
      },
      QUOTA,
    ],
    [
      'https://huggingface.co/docs/inference-providers',
      503,
      { error: 'Model moonshotai/Kimi-K2-Instruct is currently loading', estimated_time: 20.0 },
      BUSY,
    ],
  ]),
  ...rows('Ollama', 'openai-compatible', 'qwen3.6:35b', [
    [
      'ollama/ollama#15718',
      404,
      { error: { message: 'model "qwen3.6:35b" not found', type: 'not_found_error', param: null, code: null } },
      LOST,
    ],
    [
      'ollama/ollama#15990',
      403,
      {
        error:
          'this model requires a subscription, upgrade for access: https://ollama.com/upgrade (ref: b7b9f6f9-5486-478e-8050-857feaa13152)',
      },
      LOST,
    ],
    [
      'decolua/9router#370',
      400,
      {
        error: {
          message: 'registry.ollama.ai/library/qwen3.6:35b does not support tools',
          type: 'api_error',
          param: null,
          code: null,
        },
      },
      NOT_TAKEN,
    ],
  ]),
  ...rows('vLLM', 'openai-compatible', 'qwen3-coder', [
    [
      'vllm-project/vllm#20409',
      400,
      {
        object: 'error',
        message:
          "This model's maximum context length is 16384 tokens. However, you requested 122946 tokens (112946 in the messages, 10000 in the completion). Please reduce the length of the messages or completion.",
        type: 'BadRequestError',
        param: null,
        code: 400,
      },
      TOO_LONG,
    ],
    [
      'vllm-project/vllm#4667',
      400,
      { object: 'error', message: 'max_tokens must be at least 1, got -186.', type: 'BadRequestError', param: null, code: 400 },
      TOO_LONG,
    ],
    [
      'vllm-project/vllm#37011',
      404,
      { object: 'error', message: 'The model `qwen3-coder` does not exist.', type: 'NotFoundError', param: null, code: 404 },
      LOST,
    ],
  ]),
  ...rows('llama.cpp', 'openai-compatible', 'qwen3-coder', [
    [
      'ggml-org/llama.cpp#15780',
      500,
      {
        error: {
          code: 500,
          message: 'the request exceeds the available context size. try increasing the context size or enable context shift',
          type: 'exceed_context_size_error',
          n_prompt_tokens: 1407,
          n_ctx: 256,
        },
      },
      TOO_LONG,
    ],
    [
      'oobabooga/textgen#7257',
      0,
      {
        error: {
          code: 400,
          message: 'the request exceeds the available context size. try increasing the context size or enable context shift',
          type: 'exceed_context_size_error',
          n_prompt_tokens: 14_429,
          n_ctx: 8192,
        },
      },
      TOO_LONG,
    ],
    ['ggml-org/llama.cpp#15780', 503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }, BUSY],
  ]),
  ...rows('Cohere', 'openai-compatible', 'command-r-plus', [
    [
      'janhq/jan#6595',
      404,
      {
        id: 'x',
        message:
          "model 'command-r-plus' was removed on September 15, 2025. See https://docs.cohere.com/docs/models for a list of models",
      },
      GONE,
    ],
    [
      'https://docs.cohere.com/reference/errors',
      429,
      {
        message:
          'You are using a Trial key, which is limited to 10 API calls / minute. You can continue to use the Trial key for free or upgrade to a Production key with higher rate limits',
      },
      { ...RATE, waitMs: 3_600_000, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': hour } },
    ],
  ]),
  ...rows('Perplexity', 'openai-compatible', 'sonar-pro', [
    [
      'https://docs.perplexity.ai/guides/chat-completions-guide',
      400,
      {
        error: {
          message:
            "Invalid model 'sonar-pro'. Permitted models can be found in the documentation at https://docs.perplexity.ai/guides/model-cards.",
          type: 'invalid_model',
          code: 400,
        },
      },
      LOST,
    ],
    [
      'https://docs.perplexity.ai/guides/chat-completions-guide',
      401,
      '<html>\r\n<head><title>401 Authorization Required</title></head>\r\n<body>\r\n<center><h1>401 Authorization Required</h1></center>\r\n<hr><center>openresty/1.25.3.1</center>\r\n</body>\r\n</html>\r\n',
      { ...KEY, headers: { 'content-type': 'text/html' } },
    ],
  ]),
]
