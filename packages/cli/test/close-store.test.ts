import { memoryStore } from '@understudy/failover'
import { UnderstudyError } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { closeStore } from '../src/store/open.ts'

const closing = (error: Error) => ({
  ...memoryStore(),
  close() {
    throw error
  },
})

describe('a store that cannot write any more when the work is done', () => {
  it('costs no result: it is told', () => {
    const told: string[] = []
    const full = new UnderstudyError(
      'store-unusable',
      'The health store /h.db cannot grow because the disk is full. Free some space.',
    )
    closeStore(closing(full), (sentence) => told.push(sentence))
    expect(told).toEqual([expect.stringContaining('the disk is full. Free some space. The result stands')])
  })

  it('hides no fault of our own', () => {
    expect(() => closeStore(closing(new TypeError('x')), () => {})).toThrow(TypeError)
  })
})
