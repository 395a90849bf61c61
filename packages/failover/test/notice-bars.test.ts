import { covers, dryRunNotices, inForce, type Notice, noticeBars } from '@understudy/failover/notice'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fits } from '../src/policy/pattern.ts'
import { aDocument, aNotice, aTarget, FABLE } from './support/notices.ts'

const START = Date.parse(FABLE.from)
const END = Date.parse(FABLE.until ?? '')

const fable = aTarget('anthropic/claude-fable-5')
const opus = aTarget('anthropic/claude-opus-4-8')

describe('fits', () => {
  it('agrees with the obvious slow way, whatever pattern and text', () => {
    const reached = new Set<boolean>()
    const letters = (max: number) => fc.string({ unit: fc.constantFrom('a', 'b', '*', '/'), maxLength: max })
    fc.assert(
      fc.property(letters(7), fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 9 }), (pattern, text) => {
        const slow = new RegExp(`^${pattern.replaceAll('/', String.raw`\/`).replaceAll('*', '[^]*')}$`)
        expect(fits(pattern, text)).toBe(slow.test(text))
        reached.add(slow.test(text))
      }),
      { numRuns: 2_000 },
    )
    expect(reached.size).toBe(2)
  })

  it('takes a hostile pattern in no time', () => {
    expect(fits(`${'*a'.repeat(20_000)}b`, 'a'.repeat(40_000))).toBe(false)
  })
})

describe('inForce', () => {
  it('holds from the first moment on and ends at the last, to the millisecond', () => {
    expect([START - 1, START, START + 1, END - 1, END, END + 1].map((at) => inForce(FABLE, at))).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ])
    expect(inForce(aNotice('x'), Number.MAX_SAFE_INTEGER)).toBe(true)
  })
})

describe('covers', () => {
  const eu = { region: 'eu-west-1', residency: 'eu' }
  it.each<[string, Partial<Notice>, ReturnType<typeof aTarget>, boolean]>([
    ['its model', {}, fable, true],
    ['no other model', {}, opus, false],
    ['a reseller only when it is meant', {}, aTarget('reseller/claude-fable-5'), false],
    ['a reseller that is meant', { models: ['*/claude-fable-5'] }, aTarget('reseller/claude-fable-5'), true],
    ['an adapter with another short id of the same vendor', {}, { ...fable, id: 'anthropic-legacy/claude-fable-5' }, true],
    ['a channel that is meant', { channels: [{ region: 'eu-*' }] }, { ...fable, channel: { ...fable.channel, ...eu } }, true],
    ['no other channel', { channels: [{ region: 'us-*' }] }, { ...fable, channel: { ...fable.channel, ...eu } }, false],
    ['a channel by its residency', { channels: [{ residency: 'eu' }] }, { ...fable, channel: { ...fable.channel, ...eu } }, true],
    ['another endpoint', { channels: [{ endpoint: 'https://proxy.test' }] }, fable, false],
    ['its region', { regions: ['eu'] }, { ...fable, channel: { ...fable.channel, ...eu } }, true],
    ['no other region', { regions: ['us', 'us-*'] }, { ...fable, channel: { ...fable.channel, ...eu } }, false],
    ['a channel that may serve from anywhere', { regions: ['us-*'] }, fable, true],
    ['the task that is meant', { tasks: ['review.*'] }, fable, true],
    ['no other task', { tasks: ['verify.fix', 'propose.patch'] }, fable, false],
  ])('%s', (_, change, target, covered) => {
    expect(covers({ ...FABLE, ...change }, target, 'review.files', {})).toBe(covered)
  })

  it('bars whom it means, and those of whom nothing is known', () => {
    const notice = { ...FABLE, principals: [{ attribute: 'nationality', notIn: ['us'] }] }
    const barred = (subject: Record<string, string>) => covers(notice, fable, 'review.files', subject)
    expect([
      barred({ nationality: 'us' }),
      barred({ nationality: 'US' }),
      barred({ nationality: 'fr' }),
      barred({}),
      barred({ nationality: '' }),
    ]).toEqual([false, false, true, true, true])
    expect(
      covers(
        { ...notice, principals: [...notice.principals, { attribute: 'organisation', in: ['acme-*'] }] },
        fable,
        'review.files',
        { nationality: 'fr', organisation: 'other' },
      ),
    ).toBe(false)
  })
})

describe('noticeBars', () => {
  const asked = { task: 'review.files', subject: {}, wallTime: START, mayBarLast: [] } as const

  it('holds back a notice that would bar the last target, until the operator says yes', () => {
    const alone = noticeBars([FABLE], { ...asked, targets: [fable] })
    expect([alone.barred.size, alone.held]).toEqual([0, [FABLE]])
    for (const mayBarLast of [[FABLE.id], true] as const)
      expect(noticeBars([FABLE], { ...asked, targets: [fable], mayBarLast })).toMatchObject({
        barred: new Map([[fable, FABLE]]),
        held: [],
      })
    expect(noticeBars([FABLE], { ...asked, targets: [fable, opus] }).barred).toEqual(new Map([[fable, FABLE]]))
  })

  const DAY = 86_400_000
  const targets = ['a/1', 'a/2', 'b/1', 'c/floor'].map((id) => aTarget(id))
  const notice = fc
    .record({
      models: fc.uniqueArray(fc.constantFrom('a/*', '*/1', 'b/1', 'c/*', '*'), { minLength: 1, maxLength: 2 }),
      from: fc.integer({ min: 0, max: 9 }),
      days: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
      tasks: fc.option(fc.constantFrom(['review.*'], ['propose.patch']), { nil: undefined }),
    })
    .map(({ models, from, days, tasks }) => {
      const start = START + from * DAY
      const until = days === undefined ? {} : { until: new Date(start + days * DAY).toISOString() }
      return { models, from: new Date(start).toISOString(), ...until, ...(tasks && { tasks }) }
    })
  const notices = fc
    .array(notice, { minLength: 1, maxLength: 5, size: 'max' })
    .map((list) => list.map((given, index) => aNotice(`n${index}`, given)))

  it('bars exactly what a notice in force means, just before and just after every moment at which one begins or ends', () => {
    const reached = { barred: 0, free: 0, held: 0, yes: 0 }
    fc.assert(
      fc.property(notices, fc.boolean(), (list, yes) => {
        const moments = list
          .flatMap(({ from, until }) => [from, ...(until ? [until] : [])])
          .flatMap((date) => [Date.parse(date) - 1, Date.parse(date)])
        for (const wallTime of moments) {
          const { barred, held } = noticeBars(list, { ...asked, targets, wallTime, mayBarLast: yes ? true : [] })
          const holding = list.filter((given) => inForce(given, wallTime))
          for (const target of targets) {
            const meant = holding.some((given) => !held.includes(given) && covers(given, target, 'review.files', {}))
            expect(barred.has(target)).toBe(meant)
            reached[meant ? 'barred' : 'free']++
          }
          if (yes) expect(held).toEqual([])
          else expect(barred.size).toBeLessThan(targets.length)
          for (const given of held)
            expect(
              targets.filter((target) => !barred.has(target)).every((target) => covers(given, target, 'review.files', {})),
            ).toBe(true)
          if (held.length > 0) reached.held++
          if (barred.size === targets.length) reached.yes++
        }
      }),
      { numRuns: 300 },
    )
    for (const count of Object.values(reached)) expect(count).toBeGreaterThan(20)
  })
})

describe('dryRunNotices', () => {
  it('says what would change for whom, and changes nothing', () => {
    const tasks = ['review.files', 'propose.patch'] as const
    const before = [aNotice('old', { models: ['anthropic/claude-opus-*'], tasks: ['review.*'] })]
    const after = aDocument(2, [
      { ...FABLE, tasks: ['review.*'] },
      aNotice('later', { from: '2027-01-01T00:00:00Z' }),
      aNotice('nobody', { models: ['x/*'] }),
    ])
    const run = dryRunNotices(after, { targets: [fable, opus], tasks, current: before, wallTime: START })
    expect(run).toEqual({
      changes: [
        { target: fable.id, task: 'review.files', subject: {}, change: 'barred', notice: FABLE.id },
        { target: opus.id, task: 'review.files', subject: {}, change: 'lifted', notice: 'old' },
      ],
      held: [],
      notInForce: ['later'],
      without: ['nobody'],
    })
    const last = dryRunNotices(aDocument(1, [FABLE]), { targets: [fable], tasks: ['review.files'], wallTime: START })
    expect(last).toMatchObject({ changes: [], held: [{ notice: FABLE.id, task: 'review.files' }] })
  })
})
