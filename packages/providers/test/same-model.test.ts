import { sameModel } from '@understudy/providers'
import { describe, expect, it } from 'vitest'

const pairs = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/ +/))

// Asked, and told. Vendors' own model lists and alias tables.
const VENDORS = pairs(`
  claude-opus-4-8                     claude-opus-4-8
  claude-sonnet-4-5                   claude-sonnet-4-5-20250929
  claude-3-5-sonnet-latest            claude-3-5-sonnet-20241022
  claude-3-7-sonnet-latest            claude-3-7-sonnet-20250219
  claude-sonnet-latest                claude-sonnet-4-5-20250929
  claude-opus-4-0                     claude-opus-4-0-20250514
  gpt-5.2                             gpt-5.2-2025-12-11
  gpt-5.5-latest                      gpt-5.5-2026-04-23
  gpt-4                               gpt-4-0613
  gpt-4-turbo                         gpt-4-turbo-2024-04-09
  gpt-3.5-turbo                       gpt-3.5-turbo-0125
  gpt-4o                              gpt-4o-2024-08-06
  gpt-5-chat-latest                   gpt-5-chat-latest
  gpt-5-chat                          gpt-5-chat-latest
  chatgpt-4o-latest                   chatgpt-4o-latest
  o3                                  o3-2025-04-16
  gemini-2.5-flash                    gemini-2.5-flash-001
  gemini-1.5-pro                      gemini-1.5-pro-002
  gemini-2.5-flash-preview            gemini-2.5-flash-preview-05-20
  gemini-2.5-flash-preview            gemini-2.5-flash-preview-09-2025
  gemini-2.5-flash                    models/gemini-2.5-flash
  models/gemini-2.5-pro               gemini-2.5-pro
  gemini-flash-latest                 gemini-2.5-flash
  gemini-flash-latest                 gemini-2.5-flash-preview-09-2025
  gemini-flash-lite-latest            gemini-2.5-flash-lite-preview-09-2025
  gemini-pro-latest                   gemini-3-pro-preview
  mistral-large-latest                mistral-large-2411
  mistral-medium-latest               mistral-medium-2508
  codestral-latest                    codestral-2508
  mistral-medium                      mistral-medium-2505
  command-r                           command-r-08-2024
  command-r-plus                      command-r-plus-08-2024
  deepseek-r1                         deepseek-r1-0528
  kimi-k2                             kimi-k2-0905
  doubao-seed-1-6                     doubao-seed-1-6-250615
  grok-4                              grok-4-0709
  GPT-4o                              gpt-4o
`)

// BerriAI/litellm#15141, #15354, #2431, #12457; OpenRouter's and Vercel's model lists; Cloudflare, Fireworks, GitHub Models, NVIDIA.
const GATEWAYS = pairs(`
  hosted_vllm/gpt-oss-120b                          gpt-oss-120b
  gpt-oss-120b                                      hosted_vllm/gpt-oss-120b
  groq/openai/gpt-oss-120b                          openai/gpt-oss-120b
  groq/openai/gpt-oss-120b                          gpt-oss-120b
  openai/meta-llama/Llama-3.3-70B-Instruct          meta-llama/Llama-3.3-70B-Instruct
  openai/gpt-5.5                                    gpt-5.5-2026-04-23
  gpt-5.5                                           openai/gpt-5.5-2026-04-23
  azure/gpt-4o                                      gpt-4o-2024-08-06
  azure_ai/gpt-5                                    gpt-5-2025-08-07
  mistral/mistral-tiny                              mistralai/mistral-tiny
  mistral/mistral-large-latest                      mistral-large-2411
  openrouter/anthropic/claude-sonnet-4              anthropic/claude-sonnet-4
  anthropic/claude-sonnet-4.5                       claude-sonnet-4-5-20250929
  anthropic/claude-sonnet-4.5                       anthropic/claude-4.5-sonnet-20250929
  anthropic/claude-3.5-sonnet                       anthropic/claude-3-5-sonnet-20241022
  anthropic/claude-opus-4.8                         claude-opus-4-8
  vercel/anthropic/claude-sonnet-5.5                anthropic.claude-sonnet-5-5
  deepseek/deepseek-v3-base:free                    deepseek/deepseek-v3-base
  meta-llama/llama-3.2-3b-instruct:free             meta-llama/llama-3.2-3b-instruct
  openai/gpt-5.2:nitro                              openai/gpt-5.2
  openai/gpt-4o:floor                               openai/gpt-4o-2024-08-06
  anthropic/claude-sonnet-4:exacto                  anthropic/claude-sonnet-4
  anthropic/claude-3.5-sonnet:beta                  anthropic/claude-3.5-sonnet
  meta-llama/llama-3-8b-instruct:extended           meta-llama/llama-3-8b-instruct
  openai/gpt-5.2:online                             openai/gpt-5.2
  meta-llama/Llama-3.3-70B-Instruct:groq            meta-llama/Llama-3.3-70B-Instruct
  deepseek-ai/DeepSeek-V3:fireworks-ai              deepseek-ai/DeepSeek-V3
  deepseek/deepseek-chat                            deepseek-ai/deepseek-chat
  x-ai/grok-4                                       xai/grok-4
  z-ai/glm-4.6                                      zai-org/GLM-4.6
  moonshotai/kimi-k2                                moonshotai/kimi-k2-0905
  gemini/gemini-2.5-pro                             google/gemini-2.5-pro
  together_ai/Qwen/Qwen3-Coder-480B-A35B-Instruct   Qwen/Qwen3-Coder-480B-A35B-Instruct
  deepinfra/Qwen/Qwen3-235B-A22B                    qwen3-235b-a22b
  @cf/meta/llama-3.1-8b-instruct                    meta/llama-3.1-8b-instruct
  @cf/meta/llama-3.1-8b-instruct                    llama-3.1-8b-instruct
  accounts/fireworks/models/deepseek-v3             deepseek-v3
  fireworks_ai/accounts/fireworks/models/deepseek-v3 accounts/fireworks/models/deepseek-v3
  databricks-claude-sonnet-4-5                      claude-sonnet-4-5-20250929
  databricks/databricks-meta-llama-3-3-70b-instruct meta-llama-3-3-70b-instruct
  litellm_proxy/claude-opus-4-8                     claude-opus-4-8
`)

// AWS' and Google's model tables: inference profiles, ARNs, release counts, dates behind an at sign, publishers. Azure's 35.
const CLOUDS = pairs(`
  anthropic.claude-sonnet-4-5-20250929-v1:0          claude-sonnet-4-5-20250929
  us.anthropic.claude-sonnet-4-5-20250929-v1:0       claude-sonnet-4-5-20250929
  eu.anthropic.claude-sonnet-4-5-20250929-v1:0       anthropic.claude-sonnet-4-5-20250929-v1:0
  jp.anthropic.claude-sonnet-4-6                     anthropic.claude-sonnet-4-6
  global.anthropic.claude-sonnet-4-5-20250929-v1:0   claude-sonnet-4-5-20250929
  apac.anthropic.claude-3-7-sonnet-20250219-v1:0     claude-3-7-sonnet-20250219
  us-gov.anthropic.claude-3-5-sonnet-20240620-v1:0   claude-3-5-sonnet-20240620
  anthropic.claude-3-5-sonnet-20241022-v2:0          claude-3-5-sonnet-20241022
  anthropic.claude-3-haiku-20240307-v1:0:200k        claude-3-haiku-20240307
  bedrock/us.anthropic.claude-opus-4-1-20250805-v1:0 claude-opus-4-1-20250805
  bedrock/converse/us.anthropic.claude-opus-4-1-20250805-v1:0 claude-opus-4-1-20250805
  arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-6 claude-sonnet-4-6
  arn:aws:bedrock:ap-northeast-1::foundation-model/anthropic.claude-sonnet-4-6 anthropic.claude-sonnet-4-6
  amazon.nova-lite-v1:0                              amazon/nova-lite-v1
  us.amazon.nova-pro-v1:0                            nova-pro-v1
  us.meta.llama3-3-70b-instruct-v1:0                 meta.llama3-3-70b-instruct-v1:0
  mistral.mistral-large-2407-v1:0                    mistral-large-2407
  openai.gpt-oss-120b-1:0                            openai.gpt-oss-120b-1:0
  claude-sonnet-4-5@20250929                         claude-sonnet-4-5-20250929
  claude-sonnet-4                                    claude-sonnet-4@20250514
  claude-3-5-sonnet-v2@20241022                      claude-3-5-sonnet-20241022
  claude-opus-4-8@default                            claude-opus-4-8
  vertex_ai/claude-sonnet-4@20250514                 claude-sonnet-4-20250514
  gemini-1.5-pro@002                                 gemini-1.5-pro-002
  publishers/google/models/gemini-2.5-pro            gemini-2.5-pro
  projects/p/locations/us-central1/publishers/google/models/gemini-2.5-pro google/gemini-2.5-pro
  projects/p/locations/us-east5/publishers/anthropic/models/claude-opus-4-1@20250805 claude-opus-4-1-20250805
  gpt-35-turbo                                       gpt-3.5-turbo-0125
  azure/gpt-35-turbo                                 gpt-35-turbo
`)

// Ollama's tags, files and folders of vLLM, llama.cpp and LM Studio.
const LOCAL = pairs(`
  llama3                                            llama3:latest
  qwen2.5-coder:latest                              qwen2.5-coder
  qwen2.5-coder:32b                                 qwen2.5-coder:32b
  ollama/qwen2.5-coder:32b                          qwen2.5-coder:32b
  hf.co/Qwen/Qwen2.5-0.5B-Instruct-GGUF:Q2_K        Qwen/Qwen2.5-0.5B-Instruct-GGUF:Q2_K
  Qwen/Qwen3-Coder-30B-A3B-Instruct                 /models/Qwen3-Coder-30B-A3B-Instruct
  /models/Qwen3-Coder-30B-A3B-Instruct/             Qwen/Qwen3-Coder-30B-A3B-Instruct
  meta-llama/Llama-3.1-8B-Instruct                  ./Llama-3.1-8B-Instruct
  qwen3-8b-q4_k_m                                   /models/qwen3-8b-q4_k_m.gguf
  qwen3-8b-q4_k_m                                   qwen3-8b-q4_k_m.gguf
  meta-llama/Llama-3.1-8B-Instruct                  /root/.cache/huggingface/hub/models--meta-llama--Llama-3.1-8B-Instruct/snapshots/0e9e39f
  lmstudio/qwen3-coder-30b                          qwen3-coder-30b
`)

const OTHERS = pairs(`
  gpt-5.3-codex                       gpt-5.2-2025-12-11
  gpt-6-astra                         gpt-5.5
  gpt-5                               gpt-5-mini
  gpt-5                               gpt-5-nano-2025-08-07
  gpt-5                               gpt-5.1
  gpt-5                               gpt-5-chat-latest
  gpt-5-2025-08-07                    gpt-5
  gpt-5-2025-08-07                    gpt-5-2025-10-06
  gpt-5-latest                        gpt-4-5-nano
  gpt-5-latest                        gpt-4.5
  gpt-5.5-latest                      gpt-5.5-nano
  gpt-5.5-latest                      gpt-5.5-mini-2026-04-23
  gpt-4o                              gpt-4o-audio-preview
  gpt-4o                              gpt-4o-mini-2024-07-18
  gpt-4o                              gpt-4o-realtime-preview
  o3                                  o3-mini
  o3                                  o3-deep-research
  openai/gpt-5.5                      openai/gpt-5.5-nano
  azure/gpt-4o                        gpt-4o-mini
  my-deployment                       gpt-4o-2024-08-06
  gemini-flash-latest                 gemini-2.5-pro
  gemini-flash-latest                 gemini-2.5-flash-lite
  gemini-flash-latest                 gemini-2.5-flash-lite-preview-09-2025
  gemini-flash-latest                 gemini-2.5-flash-image
  gemini-flash-latest                 gemini-2.5-flash-preview-tts
  gemini-pro-latest                   gemini-2.5-pro-tts
  gemini-pro-latest                   gemini-2.5-pro-preview-tts
  gemini-2.5-flash                    gemini-2.5-flash-lite
  gemini-2.5-flash                    gemini-2.5-flash-8b
  gemini-2.5-flash                    gemini-2.5-flash-native-audio
  gemini-2.5-flash                    gemini-2.5-flash-live-001
  gemini-2.5-pro                      gemini-2.5-pro-preview-05-06
  claude-opus-4                       claude-opus-4-8
  claude-opus-4-8                     claude-opus-4
  claude-opus-4-8                     claude-haiku-5
  claude-sonnet-latest                claude-haiku-4-5-20251001
  claude-sonnet-4-5                   claude-sonnet-5-4
  claude-sonnet-4-5-20250929          claude-sonnet-4-20250514
  claude-opus-4-8                     claude-opus-4-8-fast
  us.anthropic.claude-sonnet-4-5-20250929-v1:0 us.anthropic.claude-haiku-4-5-20251001-v1:0
  amazon.nova-pro-v1:0                amazon.nova-lite-v1:0
  amazon.nova-lite-v1:0               amazon.nova-lite-v2:0
  anthropic.claude-3-5-sonnet-20241022-v2:0 anthropic.claude-3-5-sonnet-20240620-v1:0
  llama-3                             llama-3-405
  llama-3                             llama-3-70
  llama-3                             llama-3-8b
  llama-3.1-405b-instruct             llama-3.1-8b-instruct
  llama3                              llama3:8b
  qwen2.5-coder:32b                   qwen2.5-coder:7b
  qwen2.5-coder:32b                   qwen2.5-coder
  qwen2.5-coder:32b-instruct-q8_0     qwen2.5-coder:32b-instruct-q4_K_M
  meta-llama/Llama-3.3-70B-Instruct   meta-llama/Llama-3.3-70B-Instruct-Turbo
  meta-llama/Llama-3.3-70B-Instruct   somebody/Llama-3.3-70B-Instruct
  Qwen/Qwen3-Coder-30B                unsloth/Qwen3-Coder-30B
  mistral-large-latest                mistral-small-2503
  mistral-small-latest                mistral-small-creative-2512
  codestral-latest                    codestral-mamba-2407
  ministral-latest                    ministral-8b-2410
  gpt-4                               gpt-4-1399
  gpt-4                               gpt-4-9999
  gpt-4o                              gpt-4o-2024-13-40
  gpt-4o                              gpt-4o-20241399
  command-r                           command-r-plus
  command-r                           command-r7b-12-2024
  deepseek-r1                         deepseek-r1-distill-llama-70b
  deepseek-chat                       deepseek-reasoner
  kimi-k2                             kimi-k2-thinking
  grok-4                              grok-4-fast
  x                                   x-1
  gpt-5                               g
  groq/openai/gpt-oss-120b            groq/openai/gpt-oss-20b
`)

describe('the served model', () => {
  it.each([...VENDORS, ...GATEWAYS, ...CLOUDS, ...LOCAL])('%s is served by %s', (requested, served) =>
    expect(sameModel(requested ?? '', served ?? '')).toBe(true),
  )

  it.each(OTHERS)('%s is not served by %s', (requested, served) => expect(sameModel(requested ?? '', served ?? '')).toBe(false))

  it('is none where nothing is said', () => {
    for (const nothing of ['', ' ', '/', ':latest', 'openai/']) expect(sameModel('gpt-5', nothing)).toBe(false)
  })

  it('is compared in at least 120 pairs, each in both directions of spelling', () => {
    expect(VENDORS.length + GATEWAYS.length + CLOUDS.length + LOCAL.length + OTHERS.length).toBeGreaterThan(120)
    for (const tier of [
      'lite',
      'nano',
      'mini',
      'tts',
      'image',
      'audio',
      'flash',
      'small',
      'haiku',
      'distill',
      'realtime',
      'embedding',
    ])
      for (const asked of ['gpt-5', 'gemini-latest', 'gpt-5-latest', 'openai/gpt-5', 'gpt-5:free', 'us.openai.gpt-5-v1:0'])
        for (const told of [
          `gpt-5-${tier}`,
          `gemini-${tier}`,
          `gemini-2.5-${tier}`,
          `gpt-5-${tier}-2025-08-07`,
          `openai/gpt-5-${tier}:free`,
        ])
          expect(sameModel(asked, told), `${asked} ← ${told}`).toBe(false)
  })

  it('takes no longer for a name of a megabyte', () => {
    for (const piece of ['-', '/', ':', '.', '@', 'a-', '1', 'models--', 'us.', '-v1:0'])
      expect(sameModel('gpt-5', piece.repeat(1_000_000 / piece.length))).toBe(false)
  })
})
