import { stripVTControlCharacters } from 'node:util'
import type { AttemptRecord } from '@understudy/spec'
import { assert, integer, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTerminal, renderExcerpt, renderLanes, renderReport, renderTable, timelineOf } from '../src/terminal/index.ts'
import { laneMarks } from '../src/terminal/lane-marks.ts'
import { wantsColour, wantsUnicode } from '../src/terminal/terminal.ts'
import { cut, duration, pad, widthOf, wrap } from '../src/terminal/text.ts'
import { sampleReport } from './sample-report.ts'

const env =
  (values: Readonly<Record<string, string>>) =>
  (name: string): string | undefined =>
    values[name]

describe('what a terminal can show', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ TERM: 'dumb' }, true, false],
  ])('colour: %o on a terminal: %s -> %s', (values, isTerminal, wanted) =>
    expect(wantsColour(env(values as Record<string, string>), isTerminal)).toBe(wanted),
  )

  it.each([
    [{}, 'linux', true],
    [{ LANG: 'C' }, 'linux', false],
    [{ LANG: 'C.UTF-8' }, 'linux', true],
    [{ LC_ALL: 'POSIX', LANG: 'de_DE.UTF-8' }, 'linux', false],
    [{ TERM: 'linux' }, 'linux', false],
    [{}, 'win32', false],
    [{ WT_SESSION: 'x' }, 'win32', true],
  ] as const)('unicode: %o on %s -> %s', (values, platform, wanted) =>
    expect(wantsUnicode(env(values as Record<string, string>), platform)).toBe(wanted),
  )
})

describe('text in columns', () => {
  it('cuts and pads by what is seen', () => {
    expect(cut('漢字かな', 5)).toBe('漢字…')
    expect(pad('漢字', 6)).toBe('漢字  ')
    expect(widthOf('\u001b[31mred\u001b[39m')).toBe(3)
  })

  it('never exceeds the columns, and never cuts inside a character', () => {
    assert(
      property(string({ unit: 'grapheme' }), integer({ min: 1, max: 40 }), (text, columns) => {
        const plain = stripVTControlCharacters(text)
        expect(widthOf(cut(plain, columns))).toBeLessThanOrEqual(columns)
        expect(cut(plain, columns).isWellFormed()).toBe(plain.isWellFormed())
        for (const line of wrap(plain, columns)) expect(widthOf(line)).toBeLessThanOrEqual(columns)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    [3, '3 ms'],
    [1234, '1.23 s'],
    [45_600, '45.6 s'],
    [61_000, '1 min 1 s'],
    [3_700_000, '1 h 1 min'],
    [20 * 86_400_000, '20 d'],
  ])('%i ms reads %s', (ms, text) => expect(duration(ms)).toBe(text))
})

describe('a table', () => {
  it('keeps to the terminal, and gives up flexible columns first', () => {
    const table = renderTable(
      createTerminal({ columns: 40 }),
      [{ title: 'level' }, { title: 'where', flexible: true }],
      [[{ text: 'critical' }, { text: 'a/very/long/path/that/does/not/fit/into/it.ts:17' }]],
    )
    expect(table.split('\n').map(widthOf)).toEqual([15, 40])
    expect(table).toContain('critical')
  })
})

const attempt = (
  number: number,
  target: string,
  atMs: number,
  durationMs: number,
  more: Partial<AttemptRecord> = {},
): AttemptRecord => ({
  number,
  target,
  requestedModel: target,
  startedAt: new Date(atMs).toISOString(),
  durationMs,
  outcome: 'served',
  why: 'first choice',
  ...more,
})
const WITHDRAWN = { kind: 'withdrawn', scope: 'model', sentence: 'gone' } as const

describe('the timeline', () => {
  const start = new Date(0).toISOString()

  it('has a lane per target, a bar from the withdrawal on, and an arrow where work moved', () => {
    const records = [
      attempt(1, 'a/x', 0, 100),
      attempt(1, 'a/x', 100, 50, { outcome: 'failed', failure: WITHDRAWN }),
      attempt(2, 'b/y', 151, 100, { why: 'a/x: withdrawn' }),
    ]
    const timeline = timelineOf(records, start, 300)
    expect(timeline.lanes.map(({ target, bars }) => [target, bars])).toEqual([
      ['a/x', [{ kind: 'bar', fromMs: 150, toMs: 300, reason: 'withdrawn' }]],
      ['b/y', []],
    ])
    expect(timeline.moves).toEqual([{ atMs: 151, from: 'a/x', to: 'b/y', why: 'a/x: withdrawn' }])
    expect(timelineOf(records.toReversed(), start, 300).moves).toEqual(timeline.moves)
  })

  it('pairs each move with its own failure when several executions run at once', () => {
    const failed = (atMs: number): AttemptRecord => attempt(1, 'a/x', atMs, 10, { outcome: 'failed', failure: WITHDRAWN })
    const { moves } = timelineOf([failed(0), failed(5), attempt(2, 'b/y', 11, 10), attempt(2, 'c/z', 16, 10)], start, 50)
    expect(moves.map(({ from, to }) => [from, to])).toEqual([
      ['a/x', 'b/y'],
      ['a/x', 'c/z'],
    ])
  })

  it('ends the bar where the target served again', () => {
    const records = [attempt(1, 'a/x', 0, 10, { outcome: 'failed', failure: WITHDRAWN }), attempt(1, 'a/x', 90, 5)]
    expect(timelineOf(records, start, 100).lanes[0]?.bars).toEqual([{ kind: 'bar', fromMs: 10, toMs: 90, reason: 'withdrawn' }])
  })

  it('never hides a failure behind a success in the same column', () => {
    const many = Array.from({ length: 200 }, (_, index) => attempt(1, 'a/x', index * 5, 5))
    const records = [...many, attempt(1, 'a/x', 500, 0, { outcome: 'failed', failure: { ...WITHDRAWN, kind: 'overloaded' } })]
    const lane = timelineOf(records, start, 1000).lanes[0]
    expect(lane && laneMarks(lane, 1000, 10)).toEqual([
      ...Array.from({ length: 5 }, () => 'served'),
      'failed',
      ...Array.from({ length: 4 }, () => 'served'),
    ])
  })

  it('draws in ASCII where the terminal knows no more', () => {
    const lanes = renderLanes(
      createTerminal({ unicode: false, columns: 60 }),
      timelineOf([attempt(1, 'a/x', 0, 100)], start, 100),
    )
    // oxlint-disable-next-line no-control-regex -- everything outside ASCII is what must not be there
    expect(lanes).toMatch(/^[\u0000-\u007f]+$/)
  })
})

describe('an excerpt', () => {
  it('marks the lines of the flaw, with one line of context', () => {
    const text = renderExcerpt(createTerminal(), ['one', 'two', 'three', 'four'], { startLine: 2, endLine: 3 })
    expect(text).toBe('    1 │ one\n  ▸ 2 │ two\n  ▸ 3 │ three\n    4 │ four')
  })
})

describe('a whole report', () => {
  it('lets no control character of a model or a file through', () => {
    const hostile = '\u001b[2J\u001b]8;;http://evil\u0007click\r\u202e\u009b31m'
    const report = sampleReport({
      title: hostile,
      path: `src/${hostile}.js`,
      snippet: hostile,
      message: hostile,
      model: hostile,
      note: hostile,
    })
    const sources = new Map([[`src/${hostile}.js`, `line 1\n${hostile}\n`]])
    const text = renderReport(createTerminal({ colour: false }), report, { sources, allFiles: true })
    // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
    expect(text).toContain('click')
  })

  it('says what a substitute’s findings are worth next to the baseline', () => {
    const models = [{ servedModel: 'gpt-5.5', verdict: 'worse' as const, reason: 'F1 differs by −0.2.' }]
    const comparability = { baseline: 'claude-fable-5', verdict: 'worse' as const, models, severityCalibrated: false }
    const text = renderReport(createTerminal(), { ...sampleReport(), comparability })
    expect(text).toContain('gpt-5.5 is worse than claude-fable-5: F1 differs by −0.2.')
  })

  it('keeps every line to the width of the terminal', () => {
    for (const columns of [40, 80, 160]) {
      const text = renderReport(
        createTerminal({ columns }),
        sampleReport({ title: 'long '.repeat(40), message: 'word '.repeat(100) }),
      )
      const longest = Math.max(...text.split('\n').map(widthOf))
      expect(longest).toBeLessThanOrEqual(Math.max(columns, 62))
    }
  })
})
