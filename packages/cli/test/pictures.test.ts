import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { AttemptRecord } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { type Colour, PALETTE } from '../src/report/palette.ts'
import { HEAT, textOn } from '../src/report/picture-style.ts'
import { agreementFile, timelineFile } from '../src/report/index.ts'
import { arrowsOf } from '../src/report/timeline-moves.ts'
import { timelineOf } from '../src/timeline/model.ts'
import { ticksOf, tickText } from '../src/timeline/ticks.ts'
import { CHROMIUM, openBrowser } from './browser.ts'
import { folderWith } from './folder.ts'
import { sampleReport } from './sample-report.ts'

const START = '2026-06-12T17:21:00.000Z'

function attempt(target: string, fromMs: number, durationMs: number, more: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    number: 1,
    target,
    requestedModel: target,
    startedAt: new Date(Date.parse(START) + fromMs).toISOString(),
    durationMs,
    outcome: 'served',
    why: 'first choice',
    ...more,
  }
}

const failure = (kind: 'withdrawn' | 'rate-limited', retryAfterMs?: number): Partial<AttemptRecord> => ({
  outcome: 'failed',
  failure: { kind, scope: 'model', sentence: 'gone', ...(retryAfterMs !== undefined && { retryAfterMs }) },
})

describe('the timeline', () => {
  it.each([
    [0.7, [0]],
    [5_390, [0, 1_000, 2_000, 3_000, 4_000, 5_000]],
    [61_000, [0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000]],
    [3 * 86_400_000, [0, 43_200_000, 86_400_000, 129_600_000, 172_800_000, 216_000_000, 259_200_000]],
  ])('marks %d ms at round times', (length, ticks) => {
    expect(ticksOf(length, 8)).toEqual(ticks)
  })

  it('says a time as shortly as it can', () => {
    expect([0, 200, 1_500, 60_000, 300_000, 7_200_000, 172_800_000].map(tickText)).toEqual([
      '0',
      '200 ms',
      '1.5 s',
      '1 min',
      '5 min',
      '2 h',
      '2 d',
    ])
  })

  it('shows a vendor’s wish for a pause as a band that ends when the vendor serves again', () => {
    const records = [attempt('a/x', 0, 10, failure('rate-limited', 1_000)), attempt('a/x', 600, 100)]
    expect(timelineOf(records, START, 2_000).lanes[0]?.bars).toEqual([
      { kind: 'pause', fromMs: 10, toMs: 600, reason: 'rate-limited' },
    ])
  })

  it('keeps attempts that follow each other in one row, though clocks are cut to milliseconds', () => {
    const records = [attempt('a/x', 0, 100.9), attempt('a/x', 100, 50)]
    expect(timelineOf(records, START, 200).lanes[0]?.rows).toBe(1)
  })

  it('draws moves that are too near to tell apart as one arrow with their number', () => {
    const records = [0, 1, 2, 90].flatMap((at) => [
      attempt('a/x', at * 10, 1, failure('withdrawn')),
      attempt('b/y', at * 10 + 1, 5, { number: 2, why: 'a/x is withdrawn' }),
    ])
    const arrows = arrowsOf(timelineOf(records, START, 1_000), (ms) => ms / 10)
    expect(arrows.map(({ from, to, moves }) => [from, to, moves])).toEqual([
      ['a/x', 'b/y', 3],
      ['a/x', 'b/y', 1],
    ])
  })
})

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast as WCAG 2 counts it. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

describe('the palette', () => {
  const text: readonly Colour[] = ['ink', 'soft', 'link', 'good', 'warning', 'bad', 'moved']
  const shapes: readonly Colour[] = ['served', 'failed', 'failed-edge', 'refused-edge', 'moved']
  it.each([0, 1] as const)('has enough contrast, in light (0) and dark (1): %d', (mode) => {
    const of = (colour: Colour): string => PALETTE[colour][mode]
    const weak = [
      ...text.flatMap((colour) => (['paper', 'panel'] as const).map((ground) => [colour, ground, 4.5] as const)),
      ...text
        .slice(0, 1)
        .flatMap((colour) => (['barred', 'resting', 'pausing', 'hit'] as const).map((g) => [colour, g, 4.5] as const)),
      ...shapes.map((colour) => [colour, 'paper', 3] as const),
    ].filter(([colour, ground, least]) => contrast(of(colour), of(ground)) < least)
    expect(weak).toEqual([])
  })

  it('has enough contrast for the numbers in the heat map', () => {
    expect(HEAT.filter((colour, step) => contrast(colour, textOn(step)) < 4.5)).toEqual([])
  })
})

const HOSTILE = `</text></style><script>window.ran=1</script><image href="https://evil.example/x" onerror="window.ran=1"/>]]>&\u0000"'`

describe.skipIf(CHROMIUM === undefined)('a picture as a file, in Chromium', { timeout: 60_000 }, () => {
  it.each(['a plain report', 'a hostile report'])('is well formed, runs nothing and loads nothing: %s', async (kind) => {
    using folder = folderWith()
    await using browser = await openBrowser()
    const name = kind === 'a hostile report' ? HOSTILE : 'anthropic/claude-fable-5'
    const { attempts, ...report } = sampleReport({ model: name, note: name })
    const cell = { value: 0.6, low: 0.4, high: 0.8, files: 12, shift: { value: 0.2, low: 0, high: 0.4, n: 3 } }
    const files = {
      'timeline.svg': timelineFile({
        ...report,
        attempts: attempts.map((each) => ({ ...each, target: name, servedModel: name })),
      }),
      'agreement.svg': agreementFile({
        labels: [name, `${name} #2`],
        cells: [
          [cell, cell],
          [cell, cell],
        ],
      }),
    }
    for (const [file, text] of Object.entries(files)) {
      writeFileSync(folder.at(file), text)
      const page = await browser.newPage()
      const requests: string[] = []
      page.on('request', (request) => requests.push(request.url()))
      await page.goto(pathToFileURL(folder.at(file)).href)
      expect(await page.evaluate('document.documentElement.nodeName')).toBe('svg')
      expect(await page.locator('parsererror, script, image').count()).toBe(0)
      expect(await page.evaluate('window.ran')).toBeUndefined()
      expect(requests).toHaveLength(1)
    }
  })
})
