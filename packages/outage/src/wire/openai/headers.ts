import type { WireContext } from '../wire.ts'

/** Headers of a good answer. The limits are those of a middle tier; no test should read more into them. */
export function openaiHeaders(context: WireContext): Record<string, string> {
  return {
    'x-request-id': context.hex('req_', 32),
    'openai-version': '2020-10-01',
    'openai-organization': 'org-stage',
    'openai-project': 'proj_stage',
    'openai-processing-ms': '1',
    'x-ratelimit-limit-requests': '10000',
    'x-ratelimit-limit-tokens': '2000000',
    'x-ratelimit-remaining-requests': '9999',
    'x-ratelimit-remaining-tokens': '1999000',
    'x-ratelimit-reset-requests': '6ms',
    'x-ratelimit-reset-tokens': '30ms',
  }
}
