import { IMPORTS } from './bases-imports.ts'
import type { SourceFile } from '@understudy/spec'

export const REVIEWED: readonly SourceFile[] = [
  { path: 'src/a.ts', content: 'const id = input()\nrun(`select ${id}`)\n' },
  { path: 'src/b.py', content: 'import os\nos.system(name)\n' },
]

const flaw = {
  path: 'src/a.ts',
  snippet: 'run(`select ${id}`)',
  startLine: 2,
  endLine: 2,
  reasoning: 'The id is not escaped.',
  family: 'injection',
  cwe: 'CWE-89',
  title: 'SQL from input',
  severity: 'high',
  confidence: 0.9,
  remediation: null,
  cvss: { AV: 'N', AC: 'L', PR: 'N', UI: 'N', VC: 'H', VI: 'H', VA: 'N', SC: 'N', SI: 'N', SA: 'N' },
}
const review = {
  findings: [flaw, { ...flaw, startLine: '1-2', endLine: null, cvss: null, path: './src/b.py', snippet: 'os.system(name)' }],
  files: [
    { path: 'src/a.ts', verdict: 'findings', note: null },
    { path: 'src/b.py', verdict: 'findings', note: 'n' },
  ],
  end: 'end-of-review',
}
const config = {
  targets: ['anthropic/claude-opus-5-5', { target: 'openai/gpt-5.5', tier: 1, weight: 2 }],
  floor: true,
  failOn: 'high',
  deadline: '5m',
  concurrency: 2,
  maxFileSize: '256KB',
  exclude: ['vendor/**'],
  policy: {
    name: 'p',
    otherwise: 'deny',
    rules: [{ id: 'r', effect: 'allow', vendors: ['openai'], endpoints: ['*.openai.com'] }],
  },
  notices: { sources: ['./notices.json'], trustedKeys: [{ id: 'k', file: 'k.pem' }] },
  shadow: { share: 0.1 },
}
const directive = {
  schema: 'understudy.notices/1',
  issuer: 'commerce',
  version: 7,
  issuedAt: '2026-07-12T00:00:00Z',
  notices: [
    {
      id: 'n1',
      models: ['claude-fable-*'],
      channels: [{ vendor: 'anthropic', region: 'us-*' }],
      tasks: ['review.*'],
      principals: [{ attribute: 'nationality', notIn: ['us'] }],
      regions: ['us-*'],
      from: '2026-07-12T00:00:00Z',
      until: '2026-08-12T00:00:00+02:00',
      basis: { authority: 'a', evidence: { published: false, channel: 'c' } },
      independentReview: { body: 'A court', by: '2026-07-12T00:00:00Z' },
      publicSummary: 's',
      remedy: 'r',
    },
  ],
  signatures: [{ key: 'k', signature: 'AAAA' }],
}
const errors = [
  { type: 'error', error: { type: 'not_found_error', message: 'model: claude-opus-5-5' }, request_id: 'req_1' },
  {
    error: {
      message: 'Rate limit reached for gpt-5.5. Please try again in 1m2.5s.',
      type: 'tokens',
      param: null,
      code: 'rate_limit_exceeded',
    },
  },
  {
    error: {
      code: 429,
      status: 'RESOURCE_EXHAUSTED',
      message: 'Quota exceeded. Please retry in 12.5s.',
      details: [
        { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '12s' },
        {
          '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
          violations: [{ quotaId: 'PerDay', quotaDimensions: { model: 'm' } }],
        },
      ],
    },
  },
  {
    message: 'The model was retired on 2026-01-01 and is no longer available',
    error: {
      metadata: {
        raw: '{"error":{"message":"overloaded"}}',
        headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT', 'x-ratelimit-reset-requests': '1h2m' },
      },
    },
    status: 404,
  },
]
const answers = [
  {
    type: 'message',
    id: 'm',
    model: 'claude-opus-5-5',
    role: 'assistant',
    content: [
      { type: 'text', text: '{}' },
      { type: 'thinking', thinking: 't' },
    ],
    stop_reason: 'end_turn',
    stop_details: null,
    usage: { input_tokens: 10, cache_read_input_tokens: 1, output_tokens: 2 },
  },
  {
    object: 'chat.completion',
    model: 'm',
    choices: [
      { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: [{ type: 'text', text: 'x' }], refusal: null } },
    ],
    usage: { prompt_tokens: 3, completion_tokens: 4, prompt_tokens_details: { cached_tokens: 1 } },
  },
  {
    object: 'response',
    model: 'gpt-5.5',
    status: 'completed',
    incomplete_details: { reason: null },
    output: [{ type: 'message', content: [{ type: 'output_text', text: '{}' }, { type: 'refusal' }] }],
    usage: { input_tokens: 1, output_tokens: 2, output_tokens_details: { reasoning_tokens: 1 } },
  },
  {
    candidates: [
      {
        content: { parts: [{ text: '{}' }, { thought: true, text: 't' }] },
        finishReason: 'STOP',
        safetyRatings: [{ category: 'x' }],
      },
    ],
    promptFeedback: { blockReason: 'SAFETY' },
    modelVersion: 'gemini-3',
    usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 2, thoughtsTokenCount: 3 },
  },
]
const id = 'a'.repeat(40)
const none = '0'.repeat(40)

/** Valid documents, which are then changed. */
export const BASES = {
  reply: [review],
  imports: IMPORTS,
  config: [config],
  directive: [directive],
  errors,
  answers,
  streams: [
    'event: message_start\ndata: {"type":"message_start"}\n\n: ping\nid: 1\nretry: 5\ndata: a\ndata: b\n\ndata: [DONE]\n\n',
    'data: {"choices":[{"delta":{"content":"x"}}]}\r\n\r\ndata: [DONE]\r\n\r\n',
  ],
  git: [
    `:100644 100755 ${id} ${none} M\0src/a.ts\0:100644 120000 ${id} ${id} R100\0old\0new\0:000000 160000 ${none} ${id} A\0sub\0`,
    `H 100644 ${id} 0\tsrc/a.ts\0S 120000 ${id} 1\tlink\0`,
    'src/a.ts\0linguist-vendored\0set\0src/a.ts\0diff\0unset\0',
  ],
} as const
