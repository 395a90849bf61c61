import { adapterContract, type Bench, runClause } from '@understudy/conformance'
import { loopbackStage } from '@understudy/outage/loopback'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBenches } from './support/benches.ts'
import { house } from './support/house.ts'

const HOUSE = { name: 'house', vendor: 'openai', model: 'house-coder-1', create: house } as const

let opened: Awaited<ReturnType<typeof openBenches>>
beforeAll(async () => void (opened = await openBenches(loopbackStage, 'loopback', [HOUSE])))
afterAll(() => opened.close())

describe('an adapter of one’s own, written from docs/adding-a-provider.md', () => {
  it.each(adapterContract)('$group: $name ($form)', async (clause) => {
    expect(await runClause(clause, opened.benches.get('house') as Bench)).toMatch(/kept|not offered|not on this bench/)
  })
})
