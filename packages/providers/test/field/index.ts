import { ANTHROPIC } from './anthropic.ts'
import type { FieldBody } from './body.ts'
import { BEDROCK, COPILOT, DATABRICKS, LITELLM, NVIDIA, OPENROUTER, RESELLERS } from './gateways.ts'
import { GOOGLE, VERTEX } from './google.ts'
import { AZURE, CODEX, OPENAI } from './openai.ts'
import { CHINA, DEEPSEEK, FIREWORKS, GROQ, MISTRAL, OTHERS, TOGETHER, XAI } from './vendors.ts'
import { WAY } from './way.ts'

/** Every error answer of the field that is known. */
export const FIELD: readonly FieldBody[] = [
  ...OPENAI,
  ...CODEX,
  ...AZURE,
  ...ANTHROPIC,
  ...GOOGLE,
  ...VERTEX,
  ...OPENROUTER,
  ...LITELLM,
  ...DATABRICKS,
  ...BEDROCK,
  ...NVIDIA,
  ...COPILOT,
  ...RESELLERS,
  ...XAI,
  ...GROQ,
  ...TOGETHER,
  ...FIREWORKS,
  ...DEEPSEEK,
  ...MISTRAL,
  ...CHINA,
  ...OTHERS,
  ...WAY,
]
