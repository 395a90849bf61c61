import { adapterContract, type Bench, runClause } from '@understudy/conformance'
import { mswStage } from '@understudy/outage/msw'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBenches, SHIPPED } from './support/benches.ts'

let opened: Awaited<ReturnType<typeof openBenches>>
beforeAll(async () => void (opened = await openBenches(async (options) => mswStage(options), 'msw')))
afterAll(() => opened.close())

describe.each(SHIPPED)('$name on msw', ({ name }) => {
  it.each(adapterContract)('$group: $name ($form)', async (clause) => {
    const bench = opened.benches.get(name) as Bench
    expect(await runClause(clause, bench)).toMatch(/kept|not offered|not on this bench/)
  })
})
