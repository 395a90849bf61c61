import {
  type AcceptedNotices,
  acceptNotices,
  canonicalJson,
  newNoticeKeys,
  type Notice,
  signNotices,
} from '@understudy/failover/notice'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signers, verifiers } from '../src/notice/sign.ts'
import { aDocument, aNotice } from './support/notices.ts'

const NOW = Date.parse('2026-06-12T22:00:00Z')

const accept = (current: AcceptedNotices | null, version: number, notices: readonly Notice[], signedBy: number, at = NOW) =>
  acceptNotices(current, aDocument(version, notices), signedBy, at)

function accepted(
  version: number,
  notices: readonly Notice[],
  current: AcceptedNotices | null = null,
  signedBy = 2,
): AcceptedNotices {
  const acceptance = accept(current, version, notices, signedBy)
  if (acceptance.is !== 'applied') throw new Error(`not applied: ${JSON.stringify(acceptance)}`)
  return acceptance.accepted
}

const ids = (given: AcceptedNotices) => given.notices.map(({ id }) => id)

describe('acceptNotices', () => {
  const [a, b] = [aNotice('a'), aNotice('b')]

  it('takes an unsigned document as advice', () => {
    expect(accept(null, 1, [a], 0)).toEqual({ is: 'advice', notices: [a] })
    expect(accept(accepted(1, [a]), 2, [], 0)).toMatchObject({ is: 'advice' })
  })

  it('lets one key bar, and needs two to lift', () => {
    const one = accepted(1, [a], null, 1)
    const more = accept(one, 2, [a, b], 1)
    expect(more).toMatchObject({ is: 'applied', barred: ['b'], lifted: [], awaiting: [] })
    const less = accept(one, 2, [b], 1)
    expect(less).toMatchObject({ is: 'applied', barred: ['b'], lifted: [], awaiting: ['a'] })
    expect(less.is === 'applied' && ids(less.accepted)).toEqual(['b', 'a'])
    const two = accept(less.is === 'applied' ? less.accepted : null, 2, [b], 2)
    expect(two).toMatchObject({ is: 'applied', lifted: ['a'], awaiting: [] })
    expect(two.is === 'applied' && ids(two.accepted)).toEqual(['b'])
  })

  it('keeps the old form of a notice beside its new one until a second key signs, over many versions', () => {
    const narrower = aNotice('a', { tasks: ['propose.patch'] })
    let current = accepted(1, [a])
    for (const [version, notices] of [
      [2, [narrower]],
      [3, [narrower, b]],
      [4, []],
    ] as const)
      current = accepted(version, notices, current, 1)
    expect(current.notices).toEqual(expect.arrayContaining([a, narrower, b]))
    expect(accepted(5, [], current, 2).notices).toEqual([])
  })

  it('forgets one that ended by itself', () => {
    const short = aNotice('s', { until: '2026-06-12T23:00:00Z' })
    const current = accepted(1, [short])
    const before = accept(current, 2, [], 1, Date.parse('2026-06-12T22:59:59.999Z'))
    const after = accept(current, 2, [], 1, Date.parse('2026-06-12T23:00:00Z'))
    expect([before, after]).toMatchObject([{ awaiting: ['s'] }, { awaiting: [] }])
  })

  it.each<[string, number, readonly Notice[], number, RegExp]>([
    ['an older version', 4, [], 2, /older than 5/],
    ['another document with the same version', 5, [b], 2, /two different documents/],
    ['a leap of the version by one key', 5_000, [a], 1, /second key/],
  ])('refuses %s', (_, version, notices, signedBy, why) => {
    expect(accept(accepted(5, [a]), version, notices, signedBy)).toEqual({ is: 'refused', why: expect.stringMatching(why) })
  })

  it('refuses another issuer', () => {
    const other = { ...aDocument(6, [a]), issuer: 'mallory' }
    expect(acceptNotices(accepted(5, [a]), other, 2, NOW)).toMatchObject({
      is: 'refused',
      why: expect.stringContaining('mallory'),
    })
  })

  it('never loses a bar to a single key, whatever the documents and signatures', () => {
    const reached = { applied: 0, unchanged: 0, refused: 0, advice: 0, lifted: 0, awaiting: 0 }
    const pool = ['a', 'b', 'c'].flatMap((id) => [aNotice(id), aNotice(id, { tasks: ['propose.patch'] })])
    const step = fc.record({
      version: fc.integer({ min: 1, max: 8 }),
      notices: fc.uniqueArray(fc.constantFrom(...pool), { selector: ({ id }) => id, maxLength: 3 }),
      signedBy: fc.constantFrom(0, 1, 1, 2),
      again: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12, size: 'max' }), (steps) => {
        let current: AcceptedNotices | null = null
        for (const { version, notices, signedBy, again } of steps) {
          const asked = Math.max(version, again ? (current?.version ?? 1) : 1)
          const before: AcceptedNotices | null = current
          const acceptance = accept(before, asked, notices, signedBy)
          reached[acceptance.is]++
          if (acceptance.is !== 'applied') continue
          current = acceptance.accepted
          if (acceptance.lifted.length > 0) reached.lifted++
          if (acceptance.awaiting.length > 0) reached.awaiting++
          const has = (notice: Notice) => current?.notices.some((other) => canonicalJson(other) === canonicalJson(notice))
          expect(notices.every(has)).toBe(true)
          if (signedBy < 2) expect((before?.notices ?? []).every(has)).toBe(true)
          else expect(current.notices).toHaveLength(notices.length)
          expect(current.version).toBeGreaterThanOrEqual(before?.version ?? 0)
        }
      }),
      { numRuns: 400 },
    )
    for (const count of Object.values(reached)) expect(count).toBeGreaterThan(20)
  })
})

describe('signatures', () => {
  const [one, two] = [newNoticeKeys(), newNoticeKeys()]
  const trusted = verifiers([
    { id: 'one', publicKey: one.publicKey },
    { id: 'two', publicKey: two.publicKey },
    { id: 'one-again', publicKey: one.publicKey },
  ])
  const document = aDocument(1, [aNotice('a')])

  it('count each key once, whatever it is called', () => {
    const signed = signNotices(document, { id: 'one', privateKey: one.privateKey })
    const twice = signNotices(signed, { id: 'one-again', privateKey: one.privateKey })
    const both = signNotices(twice, { id: 'two', privateKey: two.privateKey })
    expect([document, signed, twice, both].map((given) => signers(given, trusted).size)).toEqual([0, 1, 1, 2])
  })

  it('hold for the content, not for its spaces or the order of its members', () => {
    const signed = signNotices(document, { id: 'one', privateKey: one.privateKey })
    const moved = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(signed).toReversed()), null, 4))
    expect(signers(moved, trusted).size).toBe(1)
  })

  it('do not hold for another content, another key, or a key that is not trusted', () => {
    const signed = signNotices(document, { id: 'one', privateKey: one.privateKey })
    const [signature] = signed.signatures ?? []
    if (!signature) throw new Error('not signed')
    const forged = [
      { ...signed, version: 2 },
      { ...signed, notices: [] },
      { ...signed, signatures: [{ ...signature, key: 'two' }] },
      { ...signed, signatures: [{ ...signature, key: 'three' }] },
      { ...signed, signatures: [{ ...signature, signature: Buffer.alloc(64).toString('base64') }] },
      { ...signed, signatures: [{ ...signature, signature: 'AAAA' }] },
    ]
    expect(forged.map((given) => signers(given, trusted).size)).toEqual(forged.map(() => 0))
  })

  it('never show a key that cannot be read', () => {
    expect(() => verifiers([{ id: 'x', publicKey: 'my-secret-text' }])).toThrow(
      'trustedKeys[0].publicKey must be an Ed25519 key in PEM, got a value that is not shown here.',
    )
    expect(() => signNotices(document, { id: 'x', privateKey: one.publicKey })).toThrow('privateKey must be an Ed25519 key')
    expect(() => verifiers([trustedKey('x'), trustedKey('x')])).toThrow('trustedKeys[1].id')
  })

  const trustedKey = (id: string) => ({ id, publicKey: one.publicKey })
})
