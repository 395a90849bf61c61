import { sameModel } from '@understudy/providers'
import { describe, expect, it } from 'vitest'

describe('the served model', () => {
  it.each([
    ['claude-opus-4-8', 'claude-opus-4-8'],
    ['claude-sonnet-4-5', 'claude-sonnet-4-5-20250929'],
    ['gpt-5.2', 'gpt-5.2-2025-12-11'],
    ['gpt-4', 'gpt-4-0613'],
    ['gemini-2.5-flash', 'gemini-2.5-flash-001'],
    ['gemini-2.5-flash-preview', 'gemini-2.5-flash-preview-05-20'],
    ['gemini-2.5-flash', 'models/gemini-2.5-flash'],
    ['claude-opus-4-8', 'claude-opus-4-8@20260101'],
    ['gemini-flash-latest', 'gemini-2.5-flash'],
    ['llama3', 'llama3:latest'],
  ])('%s is served by %s', (requested, served) => expect(sameModel(requested, served)).toBe(true))

  it.each([
    ['gpt-5.3-codex', 'gpt-5.2-2025-12-11'],
    ['gpt-6-astra', 'gpt-5.5'],
    ['gpt-5', 'gpt-5-mini'],
    ['gpt-5', 'gpt-5.1'],
    ['gpt-5-2025-08-07', 'gpt-5'],
    ['gemini-flash-latest', 'gemini-2.5-pro'],
    ['claude-opus-4', 'claude-opus-4-8'],
    ['claude-opus-4-8', ''],
  ])('%s is not served by %s', (requested, served) => expect(sameModel(requested, served)).toBe(false))
})
