import { describe, expect, it } from 'vitest'
import { entryPoints, publicNames } from '../../scripts/api/public.ts'

describe('what users can import', { timeout: 120_000 }, () => {
  const names = publicNames(entryPoints())

  it('is all there', () => {
    expect(names.length).toBeGreaterThan(500)
    expect(names.map(({ from, name }) => `${from} ${name}`)).toContain('@understudy/sdk createReviewer')
  })

  it('says in a comment what it is', () => {
    const silent = new Set(names.filter(({ says }) => says === '').map(({ name, at }) => `${at} ${name}`))
    expect([...silent]).toEqual([])
  })
})
