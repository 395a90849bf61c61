import { describe, expect, it } from 'vitest'
import { proxyCheck } from '../src/doctor/checks.ts'

const check = (env: Record<string, string>) => proxyCheck({ env: (name) => env[name] })

describe('what doctor says of a proxy', () => {
  it('is what is in force, without a password', () => {
    expect(check({})).toEqual({ name: 'proxy', result: 'ok', sentence: 'none is set' })
    expect(check({ HTTPS_PROXY: 'http://u:geheim@p.example:3128', NO_PROXY: 'gw.example' })).toEqual({
      name: 'proxy',
      result: 'ok',
      sentence:
        'calls to vendors go through p.example:3128 (HTTPS_PROXY); without it: this machine and what NO_PROXY names: gw.example',
    })
    expect(check({ ALL_PROXY: 'q.example:1080' }).sentence).toBe(
      'calls to vendors go through q.example:1080 (ALL_PROXY); without it: this machine',
    )
  })

  it('is that an address is none', () => {
    expect(check({ HTTPS_PROXY: 'ftp://geheim@p.example' })).toMatchObject({
      result: 'failed',
      sentence: expect.not.stringContaining('geheim') as string,
    })
  })
})
