import { barForVerdict, indexBars, barOn, memoryStore, scopeKey } from '@understudy/failover'
import { type Channel, ModelFailure, type ModelFailureDetails, targetKey, type WithdrawalReason } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { type FailedAsk, type Firmness, FRESH_MS, judgeWithdrawal } from '../src/verdict/judge-withdrawal.ts'
import { modelMemory } from '../src/verdict/model-memory.ts'
import { barsForJudgement, seenAgain } from '../src/verdict/sighting.ts'

const NOW = Date.UTC(2026, 5, 12, 17, 21)
const MINUTE = 60_000

const channel = (region: string, credential: string): Channel => ({
  vendor: 'anthropic',
  endpoint: 'https://api.anthropic.com',
  region,
  credential,
})
const at = (region: string, credential: string, model = 'fable') => ({ channel: channel(region, credential), model })

const HERE = at('us', 'key-a')

type Kind = ConstructorParameters<typeof ModelFailure>[1]

const failure = (kind: Kind, details: ModelFailureDetails = {}) =>
  new ModelFailure('anthropic/fable', kind, 'The vendor says so.', details)

/** A memory in which these channels served so many minutes ago, and these saw the model gone. */
function memory(served: readonly (readonly [ReturnType<typeof at>, number])[], gone: readonly ReturnType<typeof at>[] = []) {
  const store = memoryStore()
  for (const [target, minutes] of served) store.markServed(targetKey(target.channel, target.model), NOW - minutes * MINUTE)
  for (const target of gone) {
    const bar = barForVerdict(failure('withdrawn', { reason: 'withdrawn' }).verdict, target, 'Gone.', NOW - MINUTE)
    if (bar) store.changeBar(bar.key, 'verdict', () => bar)
  }
  return modelMemory(store, HERE, NOW)
}

interface Row {
  readonly name: string
  readonly failure: ModelFailure
  readonly memory: ReturnType<typeof memory>
  /** @default 'request' */
  readonly asked?: FailedAsk
  readonly is: {
    readonly kind: Kind
    readonly reason?: WithdrawalReason | undefined
    readonly firmness: Firmness
    readonly everywhere?: boolean
  }
}

const bare404: ModelFailureDetails = {
  explicit: false,
  reason: 'unknown-model',
  evidence: { status: 404, type: 'not_found_error' },
}
const bare403: ModelFailureDetails = { explicit: false, reason: 'no-access', evidence: { status: 403 } }
const fable: ModelFailureDetails = {
  explicit: true,
  reason: 'withdrawn',
  evidence: { status: 404, message: 'Claude Fable 5 is not available.' },
}

const TABLE: readonly Row[] = [
  {
    name: 'the real one: the wire says so, and nobody was served lately',
    failure: failure('withdrawn', fable),
    memory: memory([[HERE, 1]]),
    is: { kind: 'withdrawn', reason: 'withdrawn', firmness: 'sticky' },
  },
  {
    name: 'the wire says so of a model that never served here',
    failure: failure('withdrawn', fable),
    memory: memory([]),
    is: { kind: 'withdrawn', reason: 'withdrawn', firmness: 'sticky' },
  },
  {
    name: 'a bare 404 of a model that served this credential, asked again',
    failure: failure('not-permitted', bare404),
    memory: memory([[HERE, 60 * 24 * 30]]),
    asked: 'asked-again',
    is: { kind: 'withdrawn', reason: 'withdrawn', firmness: 'provisional' },
  },
  {
    name: 'a bare 404 said to one request of a model that served',
    failure: failure('not-permitted', bare404),
    memory: memory([[HERE, 1]]),
    is: { kind: 'not-permitted', reason: 'unknown-model', firmness: 'ambiguous' },
  },
  {
    name: 'a 403 said to one request of a model that served',
    failure: failure('not-permitted', bare403),
    memory: memory([[HERE, 1]]),
    is: { kind: 'not-permitted', reason: 'no-access', firmness: 'ambiguous' },
  },
  // Words of an end that speak of a moment: a 5xx, a time to come back, or load.
  ...(
    [
      ['withdrawn', { ...fable, evidence: { status: 503, code: 'TEMPORARILY_UNAVAILABLE' } }],
      ['withdrawn', { ...fable, retryAfterMs: 4_000 }],
      ['withdrawn', { ...fable, evidence: { status: 404, message: 'This model is temporarily unavailable.' } }],
      ['not-permitted', { ...bare403, evidence: { status: 403, message: 'The model is at capacity.' } }],
      ['not-permitted', { ...bare404, evidence: { status: 404, message: 'No worker for it now, retry in 5 seconds.' } }],
      ['region-blocked', { explicit: true, evidence: { status: 503 } }],
    ] satisfies [Kind, ModelFailureDetails][]
  ).flatMap(([kind, details]) =>
    [memory([]), memory([[HERE, 1]])].map((known): Row => ({
      name: `of a moment: ${kind} ${JSON.stringify(details.evidence)}`,
      failure: failure(kind, details),
      memory: known,
      is: { kind: 'overloaded', firmness: 'none' },
    })),
  ),
  {
    name: 'words of a moment in the name of the model alone',
    failure: failure('withdrawn', { ...fable, evidence: { status: 410, message: 'anthropic/fable is gone.' } }),
    memory: memory([]),
    is: { kind: 'withdrawn', reason: 'withdrawn', firmness: 'sticky' },
  },
  {
    name: 'a bare 404 of an id that never served: mistyped, or no access',
    failure: failure('not-permitted', bare404),
    memory: memory([]),
    is: { kind: 'not-permitted', reason: 'unknown-model', firmness: 'guess' },
  },
  {
    name: 'a bare 404 of an id that only another model of the vendor served for',
    failure: failure('not-permitted', bare404),
    memory: memory([[at('us', 'key-a', 'opus'), 1]]),
    is: { kind: 'not-permitted', reason: 'unknown-model', firmness: 'guess' },
  },
  {
    name: 'a bare 404 of an id that only another credential was served',
    failure: failure('not-permitted', bare404),
    memory: memory([[at('us', 'key-b'), 1]]),
    is: { kind: 'not-permitted', reason: 'unknown-model', firmness: 'guess' },
  },
  {
    name: 'a 403 for a key that never had access',
    failure: failure('not-permitted', bare403),
    memory: memory([]),
    is: { kind: 'not-permitted', reason: 'no-access', firmness: 'guess' },
  },
  {
    name: 'a 403 for a key that had access, asked again',
    failure: failure('not-permitted', bare403),
    memory: memory([[HERE, 5]]),
    asked: 'asked-again',
    is: { kind: 'withdrawn', reason: 'withdrawn-for-credential', firmness: 'provisional' },
  },
  {
    name: 'gone here while another credential is being served in the same place',
    failure: failure('withdrawn', fable),
    memory: memory([
      [HERE, 30],
      [at('us', 'key-b'), 2],
    ]),
    is: { kind: 'withdrawn', reason: 'withdrawn-for-credential', firmness: 'sticky' },
  },
  {
    name: 'gone here while the same credential is being served in another region',
    failure: failure('withdrawn', fable),
    memory: memory([
      [HERE, 30],
      [at('eu', 'key-a'), 2],
    ]),
    is: { kind: 'withdrawn', reason: 'withdrawn-in-region', firmness: 'sticky' },
  },
  {
    name: 'another credential was served, but too long ago to prove anything',
    failure: failure('withdrawn', fable),
    memory: memory([
      [HERE, 1],
      [at('us', 'key-b'), FRESH_MS / MINUTE + 1],
    ]),
    is: { kind: 'withdrawn', reason: 'withdrawn', firmness: 'sticky' },
  },
  {
    name: 'a second credential sees what a first one saw: gone on every channel, asked again',
    failure: failure('not-permitted', bare404),
    memory: memory(
      [
        [HERE, 1],
        [at('us', 'key-b'), 2],
      ],
      [at('us', 'key-b')],
    ),
    asked: 'asked-again',
    is: { kind: 'withdrawn', reason: 'withdrawn', firmness: 'provisional', everywhere: true },
  },
  {
    name: 'the same credential in two regions does not speak for others',
    failure: failure('withdrawn', fable),
    memory: memory([[HERE, 1]], [at('eu', 'key-a')]),
    is: { kind: 'withdrawn', reason: 'withdrawn', firmness: 'sticky' },
  },
  {
    name: 'two credentials saw it gone, but a third is being served',
    failure: failure('withdrawn', fable),
    memory: memory([[at('eu', 'key-c'), 1]], [at('us', 'key-b')]),
    is: { kind: 'withdrawn', reason: 'withdrawn-in-region', firmness: 'sticky' },
  },
  {
    name: 'retired, with the date that the vendor gave',
    failure: failure('withdrawn', { explicit: true, reason: 'retired', retiredAt: '2026-06-01' }),
    memory: memory([[at('us', 'key-b'), 1]]),
    is: { kind: 'withdrawn', reason: 'retired', firmness: 'sticky' },
  },
  {
    name: 'no longer for new users: the vendor says whom it means',
    failure: failure('withdrawn', { explicit: true, reason: 'withdrawn-for-credential', scope: 'credential-model' }),
    memory: memory([], [at('us', 'key-b')]),
    is: { kind: 'withdrawn', reason: 'withdrawn-for-credential', firmness: 'sticky' },
  },
  {
    name: 'a region that the vendor does not serve',
    failure: failure('region-blocked'),
    memory: memory([]),
    is: { kind: 'region-blocked', firmness: 'sticky' },
  },
  {
    name: 'a block page at the edge: perhaps one proxy’s bad day',
    failure: failure('region-blocked', { explicit: false }),
    memory: memory([[HERE, 1]]),
    is: { kind: 'region-blocked', firmness: 'guess' },
  },
  // Look-alikes: whatever served before, none of these takes a model away.
  ...(
    [
      'invalid-request',
      'context-too-long',
      'rate-limited',
      'overloaded',
      'refused',
      'unreachable',
      'auth',
      'substituted',
      'timeout',
    ] as const
  ).map((kind): Row => ({
    name: `look-alike: ${kind}`,
    failure: failure(kind),
    memory: memory([[HERE, 1]], [at('us', 'key-b')]),
    is: { kind, firmness: 'none' },
  })),
]

describe('judgeWithdrawal', () => {
  it.each(TABLE)('$name', ({ failure, memory, asked, is }) => {
    const judged = judgeWithdrawal(failure, HERE, memory, NOW, asked)
    expect({
      kind: judged.failure.kind,
      reason: judged.failure.verdict.reason,
      firmness: judged.firmness,
      everywhere: judged.everywhere,
    }).toEqual({
      reason: undefined,
      everywhere: false,
      ...is,
    })
    expect(barsForJudgement(judged, HERE, NOW)).toHaveLength(
      is.firmness === 'sticky' || is.firmness === 'provisional' ? (is.everywhere ? 2 : 1) : 0,
    )
  })

  it('covers every firmness and every reason that it can give', () => {
    expect(new Set(TABLE.map(({ is }) => is.firmness))).toEqual(new Set(['sticky', 'provisional', 'ambiguous', 'guess', 'none']))
    const reasons = TABLE.flatMap(({ is }) => is.reason ?? [])
    expect(new Set(reasons)).toEqual(
      new Set(['withdrawn', 'withdrawn-for-credential', 'withdrawn-in-region', 'retired', 'unknown-model', 'no-access']),
    )
  })

  it('tells what to check when the id never worked, and when it last worked when it did', () => {
    expect(judgeWithdrawal(failure('not-permitted', bare404), HERE, memory([]), NOW).failure.message).toContain(
      'check the model id',
    )
    for (const asked of ['request', 'asked-again'] as const) {
      const served = judgeWithdrawal(failure('not-permitted', bare404), HERE, memory([[HERE, 21]]), NOW, asked).failure
      expect(served.message).toContain('2026-06-12T17:00:00.000Z')
      expect(served.verdict.evidence).toMatchObject({ status: 404, lastServedAt: '2026-06-12T17:00:00.000Z' })
    }
  })

  it("carries the vendor's own words, whatever it comes to", () => {
    const words = 'Key limit exceeded (total limit).'
    const said = failure('not-permitted', { ...bare403, evidence: { status: 403, message: words } })
    for (const known of [memory([]), memory([[HERE, 1]])])
      for (const asked of ['request', 'asked-again'] as const)
        expect(judgeWithdrawal(said, HERE, known, NOW, asked).failure.message).toContain(words)
  })
})

describe('bars of a verdict', () => {
  const judged = (kind: Kind, details: ModelFailureDetails, known = memory([])) =>
    judgeWithdrawal(failure(kind, details), HERE, known, NOW, 'asked-again')

  it('bar one channel of a withdrawn model, and every one when two credentials agree', () => {
    const one = barsForJudgement(judged('withdrawn', fable), HERE, NOW)
    const both = barsForJudgement(judged('withdrawn', fable, memory([], [at('eu', 'key-b')])), HERE, NOW)
    const third = at('asia', 'key-c')
    expect(barOn(indexBars(one), HERE, NOW)).not.toBe(null)
    expect(barOn(indexBars(one), third, NOW)).toBe(null)
    expect(barOn(indexBars(both), third, NOW)).toMatchObject({ key: scopeKey('model', third), reason: 'withdrawn' })
    expect(barOn(indexBars(both), at('asia', 'key-c', 'opus'), NOW)).toBe(null)
  })

  it('begin anew when the one before had run out', () => {
    const [bar] = barsForJudgement(judged('withdrawn', fable), HERE, NOW)
    if (!bar) throw new Error('no bar')
    expect(seenAgain({ ...bar, until: NOW + 1, since: NOW - 5 }, bar, NOW + 1)).toBe(bar)
    expect(seenAgain(null, bar, NOW)).toBe(bar)
  })

  it('keep what stands when the same is seen again, and become firm on a firmer word', () => {
    const [provisional] = barsForJudgement(judged('not-permitted', bare404, memory([[HERE, 1]])), HERE, NOW)
    const [sticky] = barsForJudgement(judged('withdrawn', fable), HERE, NOW + 5)
    if (!provisional || !sticky) throw new Error('no bar')
    expect(seenAgain(provisional, provisional, NOW + 9)).toBe(provisional)
    expect(seenAgain(sticky, provisional, NOW + 9)).toBe(sticky)
    const firm = seenAgain(provisional, sticky, NOW + 9)
    expect(firm).toMatchObject({ since: NOW, probes: provisional.probes })
    expect(firm.provisional).toBe(undefined)
  })

  it('wait longer for a model that goes again while it was returning', () => {
    const [bar] = barsForJudgement(judged('withdrawn', fable), HERE, NOW)
    if (!bar) throw new Error('no bar')
    const again = seenAgain({ ...bar, liftedAt: NOW + 1 }, bar, NOW + 2)
    expect(again.liftedAt).toBe(undefined)
    expect(again.probes).toMatchObject({ intervalMs: 30 * MINUTE, good: 0 })
  })
})
