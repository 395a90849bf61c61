import { describe, expect, it } from 'vitest'
import { type CacheIdentity, reviewCacheKey } from '../../src/index.ts'

const base: CacheIdentity = {
  path: 'a.ts',
  content: 'x()',
  task: 'review.files',
  promptVersion: '3',
  schemaVersion: 1,
  servedModel: 'model-a',
}

describe('reviewCacheKey', () => {
  it('is the same for the same answer', () => {
    expect(reviewCacheKey({ ...base })).toBe(reviewCacheKey(base))
  })

  it.each<[string, Partial<CacheIdentity>]>([
    ['path', { path: 'b.ts' }],
    ['content', { content: 'x( )' }],
    ['task', { task: 'review.diff' }],
    ['prompt', { promptVersion: '4' }],
    ['schema', { schemaVersion: 2 }],
    ['served model', { servedModel: 'model-b' }],
  ])('is another one for another %s', (_, changes) => {
    expect(reviewCacheKey({ ...base, ...changes })).not.toBe(reviewCacheKey(base))
  })

  it('does not take one part for the end of another', () => {
    const left = reviewCacheKey({ ...base, path: 'a', content: 'b\x001\x00c' })
    const right = reviewCacheKey({ ...base, path: 'a\x003\x00b', content: 'c' })
    expect(left).not.toBe(right)
  })
})
