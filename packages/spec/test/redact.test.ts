import { describe, expect, it } from 'vitest'
import { hideUserinfo, safeName, safeSentence } from '../src/index.ts'

/** Draws the same characters in every run. */
function drawn(length: number, alphabet: string, seed: number): string {
  let state = (seed + 1) * 2_654_435_761
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return alphabet[Math.floor((state / 2 ** 32) * alphabet.length)]
  }).join('')
}

const WIDE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const HEX = '0123456789abcdef'
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** How services write their keys, from their own pages: beginning, length and letters of what follows. */
const FORMS: readonly (readonly [service: string, before: string, length: number, alphabet?: string])[] = [
  ['OpenAI', 'sk-proj-', 120],
  ['OpenAI, service account', 'sk-svcacct-', 60],
  ['OpenAI, old', 'sk-', 48],
  ['Anthropic', 'sk-ant-api03-', 95],
  ['Google', 'AIzaSy', 33],
  ['Google OAuth', 'ya29.', 120],
  ['Google client secret', 'GOCSPX-', 28],
  ['OpenRouter', 'sk-or-v1-', 64, HEX],
  ['Groq', 'gsk_', 52],
  ['xAI', 'xai-', 80],
  ['NVIDIA', 'nvapi-', 64],
  ['Perplexity', 'pplx-', 48],
  ['Hugging Face', 'hf_', 34],
  ['Replicate', 'r8_', 37],
  ['Together', 'tgp_v1_', 43],
  ['Together, old', '', 64, HEX],
  ['Fireworks', 'fw_', 24],
  ['Cerebras', 'csk-', 48],
  ['Mistral', '', 32],
  ['Cohere', '', 40],
  ['Azure OpenAI', '', 32, HEX],
  ['Azure, newer', '', 84],
  ['AWS access key', 'AKIA', 16, UPPER],
  ['AWS secret key', '', 40, `${WIDE}+/`],
  ['Amazon Bedrock', 'ABSK', 120],
  ['Databricks', 'dapi', 32, HEX],
  ['Cloudflare', '', 40],
  ['GitHub', 'ghp_', 36],
  ['GitHub, fine-grained', 'github_pat_', 82],
  ['GitLab', 'glpat-', 20],
  ['Slack', 'xoxb-123456789012-', 24],
  ['Stripe', 'sk_live_', 24],
  ['SendGrid', 'SG.', 66],
  ['Mailgun', 'key-', 32, HEX],
  ['npm', 'npm_', 36],
  ['PyPI', 'pypi-AgEIcHlwaS5vcmc', 80],
  ['DigitalOcean', 'dop_v1_', 64, HEX],
  ['Docker Hub', 'dckr_pat_', 27],
  ['Linear', 'lin_api_', 40],
  ['Shopify', 'shpat_', 32, HEX],
  ['Postman', 'PMAK-', 59],
  ['Langfuse', 'sk-lf-', 36],
  ['LangSmith', 'lsv2_pt_', 32, HEX],
  ['DeepSeek', 'sk-', 32, HEX],
  ['Zhipu', '', 32, HEX],
  ['Pinecone', 'pcsk_', 70],
  ['Tavily', 'tvly-dev-', 32],
  ['JSON Web Token', 'eyJhbGciOiJIUzI1NiJ9.', 60],
  ['HashiCorp Vault', 'hvs.', 90],
]

describe('a sentence that leaves', () => {
  it.each(FORMS.map(([service, before, length, alphabet = WIDE]) => ({ service, before, length, alphabet })))(
    'holds no key of $service',
    ({ before, length, alphabet }) => {
      for (let seed = 0; seed < 25; seed++) {
        const key = `${before}${drawn(length, alphabet, seed)}`
        for (const said of [
          `Incorrect API key provided: ${key}.`,
          `{"api_key":"${key}"}`,
          `key=${key}&x=1`,
          `Consumer 'api_key:${key}' was suspended`,
        ]) {
          const rest = key.slice(before.length)
          expect(safeSentence(said)).not.toContain(rest.slice(0, 12))
          expect(safeSentence(said)).not.toContain(rest.slice(-12))
        }
      }
    },
  )

  it.each([
    'The model `claude-sonnet-4-5-20250929` does not exist or you do not have access to it.',
    'Model databricks-meta-llama-3-1-405b-instruct is overloaded',
    "Invalid value: 'output_config.format.schema' must be an object with additionalProperties",
    'InternalError.Algo.ModelServingError.ModelServingUnknownError',
    'generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 20',
    'GenerateRequestsPerDayPerProjectPerModel-FreeTier',
    'Publisher Model `projects/p/locations/us-central1/publishers/google/models/gemini-3-pro-preview-11-2025` was not found',
    'accounts/fireworks/models/qwen3-coder-480b-a35b-instruct is not deployed',
    'Rate limit reached on tokens per min (TPM): Limit 30000, Used 28039, Requested 3906. Please try again in 3.89s.',
    'Learn more: https://www.anthropic.com/news/fable-mythos-access',
    'You will regain access on 2026-04-01 at 00:00 UTC.',
  ])('keeps the words %j', (said) => expect(safeSentence(said)).toBe(said))

  it.each([
    ['https://user:hunter22@gateway.example/v1 refused', 'https://<redacted>@gateway.example/v1 refused'],
    ['https://tokenonly@gateway.example/v1', 'https://<redacted>@gateway.example/v1'],
    ['Authorization: Bearer abcdefghijkl', 'Authorization: <redacted>'],
    ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: <redacted>'],
  ])('hides who calls: %j', (said, safe) => expect(safeSentence(said)).toBe(safe))

  it('knows a secret in an address, in base64 and with invisible marks in it', () => {
    const secret = 'pa ss/word+1'.replace(' ', '')
    for (const form of [secret, encodeURIComponent(secret), btoa(secret), `${secret.slice(0, 4)}\u200b${secret.slice(4)}`])
      expect(safeSentence(`key ${form} refused`, [secret])).toBe('key <redacted> refused')
  })

  it('leaves no half of a key where a long text is cut', () => {
    const secret = 'my-own-secret-value'
    for (let before = 1_985; before <= 2_001; before++)
      expect(safeSentence(`${'<redacted> '.repeat(2)}${' '.repeat(before - 22)}${secret} end`, [secret])).not.toMatch(/my-own/)
  })

  it.each(['-eyJ', 'a', ' ', '://', '@', 'sk-', '=', 'key-', 'Bearer ', '{', '\\', '\u200b', 'A1b2'])(
    'costs the same for 1 MB of %j as for 2,000 characters',
    (token) => {
      const huge = token.repeat(Math.ceil(1_000_000 / token.length))
      expect(safeSentence(huge)).toBe(safeSentence(huge.slice(0, 4_000)))
      expect(safeSentence(huge).length).toBeLessThanOrEqual(200)
    },
  )
})

describe('an address that is shown', () => {
  it('has no name and password in it', () =>
    expect(hideUserinfo('{"baseURL":"https://me:pass@gateway.example/v1"}')).toBe(
      '{"baseURL":"https://<redacted>@gateway.example/v1"}',
    ))
})

describe('a name that leaves', () => {
  it.each([
    'req_011CZM37KZVHEegQcQEk3tSW',
    'ft:gpt-4o-2024-08-06:acme:triage:AbCd1234',
    '481c7584-ab46-4974-b86b-a4978384e229',
    'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  ])('stays %s', (name) => expect(safeName(name)).toBe(name))

  it('holds no key all the same', () => expect(safeName(`sk-ant-api03-${drawn(60, WIDE, 1)}`)).toBe('<redacted>'))
})
