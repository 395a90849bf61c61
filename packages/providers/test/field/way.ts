import { BUSY, NOT_TAKEN, OF_THE_WAY, RATE, REFUSED, REGION, rows } from './body.ts'

const html = { 'content-type': 'text/html' }
const text = { 'content-type': 'text/plain' }
const problem = { 'content-type': 'application/problem+json' }
const nginx = (title: string): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`
const CF = 'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/'

/** What stands between a caller and a model. */
export const WAY = rows('The way', 'openai', 'gpt-5.5', [
  ['ChronoAIProject/NyxID#957', 413, nginx('413 Request Entity Too Large'), { ...OF_THE_WAY, headers: html }],
  ['diegosouzapw/OmniRoute#8923', 413, '', OF_THE_WAY],
  [
    'https://nginx.org/en/docs/http/ngx_http_core_module.html',
    400,
    nginx('400 Request Header Or Cookie Too Large'),
    { ...OF_THE_WAY, headers: html },
  ],
  [
    'https://nginx.org/en/docs/http/ngx_http_core_module.html',
    414,
    nginx('414 Request-URI Too Large'),
    { ...OF_THE_WAY, headers: html },
  ],
  ['https://nginx.org/en/docs/http/ngx_http_core_module.html', 405, nginx('405 Not Allowed'), { ...OF_THE_WAY, headers: html }],
  ['https://nginx.org/en/docs/http/ngx_http_core_module.html', 404, nginx('404 Not Found'), { ...OF_THE_WAY, headers: html }],
  [
    'https://nginx.org/en/docs/http/ngx_http_core_module.html',
    502,
    nginx('502 Bad Gateway'),
    { kind: 'provider-error', headers: html },
  ],
  [
    'https://nginx.org/en/docs/http/ngx_http_core_module.html',
    503,
    nginx('503 Service Temporarily Unavailable'),
    { ...BUSY, headers: html },
  ],
  [
    'https://nginx.org/en/docs/http/ngx_http_core_module.html',
    504,
    nginx('504 Gateway Time-out'),
    { kind: 'timeout', scope: 'model', headers: html },
  ],
  [
    'cloudflare/cloudflared#1344',
    403,
    '<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1><h2>You are unable to access groq.com</h2></body></html>',
    { ...REGION, explicit: false, headers: html },
  ],
  [CF, 403, 'error code: 1010', { ...REGION, explicit: false, headers: text }],
  [CF, 429, 'error code: 1015', { ...RATE, waitMs: 30_000, headers: { ...text, 'retry-after': '30' } }],
  [
    CF,
    524,
    '<!DOCTYPE html><html><title>api.example.test | 524: A timeout occurred</title></html>',
    { kind: 'timeout', scope: 'model', headers: html },
  ],
  [CF, 522, 'error code: 522', { ...OF_THE_WAY, headers: text }],
  [CF, 521, '<!DOCTYPE html><title>Web server is down</title>', { ...OF_THE_WAY, headers: html }],
  [
    'https://www.envoyproxy.io/docs/envoy/latest/faq/debugging/why_is_envoy_sending_internal_responses',
    503,
    'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
    { ...BUSY, headers: text },
  ],
  [
    'https://www.envoyproxy.io/docs/envoy/latest/faq/debugging/why_is_envoy_sending_internal_responses',
    503,
    'no healthy upstream',
    { ...BUSY, headers: text },
  ],
  [
    'https://www.rfc-editor.org/rfc/rfc9457',
    413,
    { type: 'about:blank', title: 'Payload Too Large', status: 413 },
    { ...OF_THE_WAY, headers: problem },
  ],
  ['https://docs.konghq.com/hub/kong-inc/request-size-limiting/', 413, { message: 'Request size limit exceeded' }, OF_THE_WAY],
  [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html',
    413,
    { message: 'Request Too Long' },
    OF_THE_WAY,
  ],
  [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html',
    429,
    { message: 'Too Many Requests' },
    RATE,
  ],
  ['https://docs.konghq.com/gateway/latest/reference/', 404, { message: 'no Route matched with those values' }, OF_THE_WAY],
  ['https://fastapi.tiangolo.com/tutorial/handling-errors/', 404, { detail: 'Not Found' }, OF_THE_WAY],
  [
    'https://www.rfc-editor.org/rfc/rfc9457',
    400,
    {
      type: 'https://example.com/probs/unknown-parameter',
      title: 'Your request parameters did not validate.',
      detail: 'reasoning_effort is not known here',
      status: 400,
    },
    { ...NOT_TAKEN, headers: problem },
  ],
  [
    'https://expressjs.com/en/resources/middleware/body-parser.html',
    413,
    '<!DOCTYPE html>\n<html lang="en"><head><title>Error</title></head><body><pre>PayloadTooLargeError: request entity too large</pre></body></html>',
    { ...OF_THE_WAY, headers: html },
  ],
  [
    'https://developers.cloudflare.com/ai-gateway/features/guardrails/',
    400,
    {
      success: false,
      result: [],
      messages: [],
      error: [{ code: 2016, message: 'Prompt blocked due to security configurations' }],
    },
    REFUSED,
  ],
  [
    'https://developers.cloudflare.com/ai-gateway/features/guardrails/',
    400,
    { success: false, errors: [{ code: 2017, message: 'Response blocked due to security configurations' }] },
    REFUSED,
  ],
  [
    'coder/coder#27419',
    403,
    { title: 'Forbidden', status: 403, detail: 'Request blocked: the content was flagged by the data loss prevention policy.' },
    { ...REFUSED, headers: problem },
  ],
])
