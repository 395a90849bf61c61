import { createReviewer } from '@understudy/sdk'
import { virtualRuntime } from '@understudy/spec/virtual'
import { beforeAll, describe, expect, it } from 'vitest'
import { FIELD } from '../../packages/providers/test/field/index.ts'
import type { FieldBody } from '../../packages/providers/test/field/body.ts'
import { answering, reviewed, TARGETS } from './support/field-vendor.ts'

const FILE = { path: 'src/a.js', content: 'a()\n' }

/** The model is gone for this caller, or the vendor says in words that it serves nobody from here. */
const trulyLost = ({ lost, kind, explicit }: FieldBody): boolean =>
  lost === true || (kind === 'region-blocked' && explicit !== false)

/** A model that served, then meets the answer; then, unless it is lost, serves again. */
async function met(fact: FieldBody) {
  const runtime = virtualRuntime()
  const vendor = answering(fact)
  // Another vendor's, since a region may be closed to all models of one; with a window that takes what the first does not.
  const other = fact.via === 'google' ? 'anthropic' : 'google'
  const standby = TARGETS[other]('standby-1', async () => reviewed(other, 'standby-1'), { contextTokens: 20_000_000 })
  const reviewer = createReviewer({ targets: [TARGETS[fact.via](fact.model, vendor.fetch), standby], runtime, concurrency: 1 })
  await runtime.until(reviewer.review({ files: [FILE] }))
  vendor.says(trulyLost(fact) ? 'always' : 'once')
  const report = await runtime.until(reviewer.review({ files: [{ ...FILE, content: 'b()\n' }] }))
  await runtime.advance(1_000)
  const { bar } = reviewer.status()[0] ?? {}
  await runtime.until(reviewer.close())
  return { suspended: bar !== undefined, report, asked: vendor.asked() }
}

// The vendors' SDKs are loaded in real time, which virtual time does not wait for.
beforeAll(async () => {
  for (const via of ['openai', 'anthropic', 'google', 'openai-compatible'] as const) {
    const reviewer = createReviewer({ targets: [TARGETS[via]('warm-1', async () => reviewed(via, 'warm-1'))] })
    await reviewer.review({ files: [FILE] })
    await reviewer.close()
  }
})

describe('the answers of the field, met by a review', () => {
  it('suspend no healthy model, and miss no withdrawal', async () => {
    const wrong = { falseAlarms: [] as string[], misses: [] as string[], met: 0, lost: 0 }
    for (const fact of FIELD) {
      if (fact.status === undefined) continue
      const { suspended, asked } = await met(fact)
      const name = `${fact.from} ${fact.status} ${fact.source}: ${JSON.stringify(fact.body).slice(0, 120)}`
      expect(asked).toBeGreaterThan(1)
      wrong.met++
      if (trulyLost(fact)) wrong.lost++
      if (suspended && !trulyLost(fact)) wrong.falseAlarms.push(name)
      if (!suspended && trulyLost(fact)) wrong.misses.push(name)
    }
    expect(wrong).toMatchObject({ falseAlarms: [], misses: [] })
    expect(wrong.met).toBeGreaterThan(150)
    expect(wrong.lost).toBeGreaterThan(50)
  }, 120_000)

  it('never send refused code to another vendor, and say so in the report', async () => {
    const refused = FIELD.filter(({ kind, status }) => kind === 'refused' && status !== undefined)
    const sentOn: string[] = []
    for (const fact of refused) {
      const { report } = await met(fact)
      const kinds = report.attempts.map(({ failure }) => failure?.kind)
      if (report.status !== 'refused' || kinds.join() !== 'refused') sentOn.push(`${fact.from} ${fact.source}: ${kinds.join()}`)
    }
    expect(sentOn).toEqual([])
    expect(refused.length).toBeGreaterThan(15)
  }, 60_000)

  it('lose no file to an answer that speaks of its own target', async () => {
    const lost: string[] = []
    for (const fact of FIELD) {
      if (fact.status === undefined || fact.kind === 'refused') continue
      const { report } = await met(fact)
      if (report.status !== 'complete') lost.push(`${fact.from} ${fact.status} ${fact.source}: ${report.status}`)
    }
    expect(lost).toEqual([])
  }, 120_000)
})
