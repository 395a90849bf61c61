import { inspect } from 'node:util'
import {
  credentialFingerprint,
  ERROR_CODES,
  FAILURE_KINDS,
  FAILURE_RULES,
  hasCode,
  ModelFailure,
  REVIEW_SCHEMA,
  RouteExhaustedError,
  safeSentence,
  targetKey,
  UnderstudyError,
} from '@understudy/spec'
import { assert, property, string, stringMatching } from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('failures', () => {
  it('has a rule for every kind, and no other', () => {
    expect(Object.keys(FAILURE_RULES).toSorted()).toEqual([...FAILURE_KINDS].toSorted())
  })

  it('takes its scope from the rule unless the adapter knows better', () => {
    expect(new ModelFailure('a/b', 'withdrawn', 'Gone.').verdict.scope).toBe('model')
    expect(new ModelFailure('a/b', 'withdrawn', 'Gone.', { scope: 'credential-model' }).verdict.scope).toBe('credential-model')
  })

  it('is narrowed by code, also across two copies of the package', () => {
    const foreign = Object.assign(new Error('x'), { code: 'route-exhausted' })
    expect(hasCode(foreign, 'route-exhausted')).toBe(true)
    expect(hasCode(new ModelFailure('a/b', 'timeout', 'Slow.'), 'route-exhausted')).toBe(false)
    expect(hasCode({ code: 'cancelled' }, 'cancelled')).toBe(false)
  })

  it('names itself in a stack', () => {
    expect(inspect(new RouteExhaustedError('All gone.', { attempts: [], skipped: [] }))).toContain(
      'RouteExhaustedError: All gone.',
    )
    expect(ERROR_CODES).toContain(new UnderstudyError('closed', 'x').code)
  })
})

// oxlint-disable-next-line no-control-regex -- what must not be there
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/

describe('safeSentence', () => {
  it('removes a known key, key shapes and control characters, and stops at 200 characters', () => {
    const dirty = `Consumer 'api_key:my-own-secret' \u001b[31mwas\u0007 suspended; sk-abcdefghijkl AIzaSyA1234567890abcdefghijk Bearer abcdefghijkl ${'x'.repeat(400)}`
    const clean = safeSentence(dirty, ['my-own-secret'])
    expect(clean).not.toMatch(/my-own-secret|sk-abc|AIza|Bearer a/)
    expect(clean).not.toMatch(CONTROL)
    expect(clean.length).toBeLessThanOrEqual(200)
  })

  it('never lets a known secret or a control character through', () => {
    assert(
      property(
        string({ unit: 'binary' }),
        stringMatching(/^[\w-]{8,40}$/),
        string({ unit: 'binary' }),
        (before, secret, after) => {
          const clean = safeSentence(before + secret + after, [secret])
          expect(clean.includes(secret)).toBe(false)
          expect(clean).not.toMatch(CONTROL)
        },
      ),
    )
  })
})

describe('names of targets and credentials', () => {
  it('keeps credentials and regions apart', () => {
    const channel = { vendor: 'openai', endpoint: 'https://api.openai.com/v1', credential: credentialFingerprint('sk-1') }
    expect(targetKey(channel, 'm')).not.toBe(targetKey({ ...channel, credential: credentialFingerprint('sk-2') }, 'm'))
    expect(targetKey(channel, 'm')).not.toBe(targetKey({ ...channel, region: 'eu' }, 'm'))
    expect(credentialFingerprint('sk-1')).not.toContain('sk-1')
    expect(credentialFingerprint('')).toBe('none')
  })
})

/** Keywords that at least one of the three vendors answers with a 400 (see the subset table of the schema's docstring). */
const NOT_PORTABLE = [
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'default',
  'oneOf',
  'allOf',
  'minItems',
  'maxItems',
  'const',
  '$ref',
]

function* nodes(schema: unknown): Generator<Record<string, unknown>> {
  if (typeof schema !== 'object' || schema === null) return
  if (!Array.isArray(schema)) yield schema as Record<string, unknown>
  for (const value of Object.values(schema)) yield* nodes(value)
}

describe('the schema of a review answer', () => {
  it('stays in the subset that all vendors accept', () => {
    for (const node of nodes(REVIEW_SCHEMA)) {
      expect(Object.keys(node).filter((keyword) => NOT_PORTABLE.includes(keyword))).toEqual([])
      if (!node['properties']) continue
      expect(node['additionalProperties']).toBe(false)
      expect(node['required']).toEqual(Object.keys(node['properties']))
    }
  })
})
