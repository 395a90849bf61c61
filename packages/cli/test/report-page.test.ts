import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Report } from '@understudy/findings'
import { SEVERITIES } from '@understudy/spec'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgreementMatrix } from '../src/report/index.ts'
import { renderHtml } from '../src/report/index.ts'
import { CHROMIUM, openBrowser } from './browser.ts'
import { folderWith } from './folder.ts'
import { sampleFinding, sampleReport } from './sample-report.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Text that runs, loads or breaks out wherever it is not encoded. */
const HOSTILE = [
  '<script>window.ran=1</script>',
  '"><img src=x onerror=window.ran=1>',
  "' onmouseover='window.ran=1",
  '</title></style></script><svg onload=window.ran=1>',
  '</code></pre><iframe srcdoc="<script>parent.ran=1</script>">',
  'javascript:window.ran=1',
  '<base href=//evil.example><meta http-equiv=refresh content=0;url=//evil.example>',
  '${window.ran=1}{{window.ran=1}}',
  '<!--<script>',
  '\u202e<script>\u0000window.ran=1</script>',
].join(' ')

const cell = (value: number) => ({
  value,
  low: value - 0.2,
  high: Math.min(1, value + 0.2),
  files: 12,
  shift: { value: 0.2, low: 0.05, high: 0.4, n: 31 },
})
const MATRIX: AgreementMatrix = {
  labels: ['a/one', 'b/two'],
  cells: [
    [cell(1), cell(0.61)],
    [cell(0.61), cell(1)],
  ],
}

const many = (number: number): Report => ({
  ...sampleReport(),
  findings: Array.from({ length: number }, (_, index) =>
    sampleFinding(
      {
        title: `Flaw ${index}`,
        path: `src/f${index % 50}.js`,
        severity: SEVERITIES[index % 5] ?? 'low',
        model: index % 2 ? 'model-b' : 'model-a',
      },
      index,
    ),
  ),
})

describe.skipIf(CHROMIUM === undefined)('the report page in Chromium', { timeout: 60_000 }, () => {
  const folder = folderWith()
  let browser: Browser
  beforeAll(async () => void (browser = await openBrowser()), 60_000)
  afterAll(async () => {
    await browser.close()
    folder[Symbol.dispose]()
  })

  /** Opens a report and keeps everything the page complains about or asks the network for. */
  async function open(
    text: string,
    options: { colorScheme?: 'light' | 'dark' } = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const file = folder.at('report.html')
    writeFileSync(file, text)
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, ...options })
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('dialog', (dialog) => complaints.push(dialog.message()))
    page.on('request', (request) => request.url().startsWith('file:') || complaints.push(request.url()))
    await page.goto(pathToFileURL(file).href)
    return { page, complaints }
  }

  it('shows verdict and coverage before anything else, and says nothing to the console', async () => {
    const { page, complaints } = await open(renderHtml(sampleReport(), { agreement: MATRIX }))
    expect(await page.locator('h2').allTextContents()).toEqual([
      expect.stringContaining('Incomplete: 1 finding') as string,
      'Coverage',
      'Outage timeline',
      'Findings',
      'Agreement',
      'Availability, latency and cost',
      'Comparability and provenance',
    ])
    expect(await page.locator('svg.timeline .attempt').count()).toBe(2)
    expect(await page.locator('svg.timeline .band.bar').count()).toBe(1)
    expect(await page.locator('svg.agreement').textContent()).toContain('0.61')
    expect(complaints).toEqual([])
  })

  it('is accessible: axe finds nothing serious, in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open(renderHtml(many(20), { agreement: MATRIX }), { colorScheme })
      await page.locator('#open').click()
      // The page's policy forbids foreign scripts, so axe comes in beside it.
      const serious = await page.evaluate(`(async () => { ${AXE};
        const { violations } = await axe.run()
        return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + ': ' + nodes[0].html)
      })()`)
      expect(serious).toEqual([])
    }
  })

  it('runs nothing of a hostile report, and shows it as text', async () => {
    const hostile = { title: HOSTILE, path: HOSTILE, snippet: HOSTILE, message: HOSTILE, model: HOSTILE, note: HOSTILE }
    const sources = new Map([[HOSTILE, `${HOSTILE}\n${HOSTILE}\n`]])
    const { page, complaints } = await open(renderHtml(sampleReport(hostile), { sources }))
    await page.locator('.finding summary').click()
    await page.locator('.finding .title').hover()
    expect(await page.evaluate('window.ran')).toBeUndefined()
    expect(await page.locator('iframe, img, base, svg svg, script:not(body > script)').count()).toBe(0)
    expect(await page.locator('.finding .title').textContent()).toContain('<script>window.ran=1</script>')
    expect(complaints).toEqual([])
  })

  it('would not run a script that got in, and connects to nobody', async () => {
    const smuggled = renderHtml(sampleReport()).replace(
      '</main>',
      '<script>window.ran=1</script><img src="https://evil.example/x"></main>',
    )
    const { page, complaints } = await open(smuggled)
    expect(await page.evaluate('window.ran')).toBeUndefined()
    expect(complaints.filter((text) => text.includes('Content Security Policy'))).toHaveLength(2)
  })

  it('filters by words, severity and model, by keyboard too, and says how many are left', async () => {
    const { page } = await open(renderHtml(many(20)))
    await page.getByRole('searchbox').focus()
    await page.keyboard.type('f1.js flaw')
    await expect.poll(() => page.locator('#shown').textContent()).toBe('1 of 20 findings')
    await page.getByRole('searchbox').fill('')
    await page.getByLabel('critical (4)').press('Space')
    await expect.poll(() => page.locator('#shown').textContent()).toBe('16 of 20 findings')
    await page.getByLabel('Said by').selectOption('model-a')
    await expect.poll(() => page.locator('.finding:visible').count()).toBe(8)
    await page.locator('.finding:visible summary').first().press('Enter')
    expect(await page.locator('.finding[open] .code').first().isVisible()).toBe(true)
  })

  it('opens and filters 2,000 findings without a stutter', async () => {
    const { page } = await open(renderHtml(many(2000)))
    // The longest pause of the page while somebody types, in milliseconds. 50 ms is what a person does not notice.
    const pauses = (await page.evaluate(`(async () => {
      const search = document.getElementById('search')
      const pauses = []
      for (const text of ['f', 'f1', 'f17', 'f1', '', 'model', 'zzz', '']) {
        search.value = text
        search.dispatchEvent(new InputEvent('input', { bubbles: true }))
        const begin = performance.now()
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
        pauses.push(performance.now() - begin)
      }
      return pauses
    })()`)) as readonly number[]
    expect(await page.locator('#shown').textContent()).toBe('2000 findings')
    expect(pauses.toSorted((a, b) => a - b)[Math.floor(pauses.length / 2)]).toBeLessThan(100)
  })

  it('prints everything, with all findings open', async () => {
    const { page } = await open(renderHtml(many(5)))
    const pdf = await page.pdf()
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(await page.locator('details:not([open])').count()).toBe(0)
  })
})
