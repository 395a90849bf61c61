import { adapterContract, type Bench, runClause } from '@understudy/conformance'
import { loopbackStage } from '@understudy/outage/loopback'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBenches, SHIPPED } from './support/benches.ts'

let opened: Awaited<ReturnType<typeof openBenches>>
beforeAll(async () => void (opened = await openBenches(loopbackStage, 'loopback')))
afterAll(() => opened.close())

describe.each(SHIPPED)('$name on loopback', ({ name }) => {
  it.each(adapterContract)('$group: $name ($form)', async (clause) => {
    const bench = opened.benches.get(name) as Bench
    expect(await runClause(clause, bench)).toMatch(/kept|not offered|not on this bench/)
  })
})
