/** `npm run page-speed`: opens the report of a large run in Chromium, filters it, and says how long it took. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { renderHtml } from '@understudy/cli/report'
import { openBrowser } from '../../packages/cli/test/browser.ts'
import { largeReport } from './large-report.ts'

const FINDINGS = 2_000
const ROUNDS = 5
const TYPED = ['s', 'sq', 'sql', 'sql ', 'sql o', 'sql', 'model-b', 'zzz', '']

const folder = await mkdtemp(join(tmpdir(), 'understudy-page-'))
const file = join(folder, 'report.html')
const browser = await openBrowser()
try {
  const started = performance.now()
  const text = renderHtml(largeReport(FINDINGS))
  const rendered = performance.now() - started
  await writeFile(file, text)
  const opened: number[] = []
  const longest: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(pathToFileURL(file).href)
    opened.push(await page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
    longest.push(await page.evaluate(typing(TYPED)))
    await page.close()
  }
  const ms = (values: readonly number[]): string => `${Math.round(Math.max(...values))} ms`
  process.stdout.write(
    [
      `findings: ${FINDINGS.toLocaleString('en-US')}, page: ${(text.length / 1e6).toFixed(1)} MB, written in ${Math.round(rendered)} ms`,
      `open until loaded, the slowest of ${ROUNDS}: ${ms(opened)}`,
      `longest frame while typing and clearing a search, the longest of ${ROUNDS}: ${ms(longest)}`,
      '',
    ].join('\n'),
  )
} finally {
  await browser.close()
  await rm(folder, { recursive: true })
}

/** Types, and gives back the longest time between two frames. */
function typing(texts: readonly string[]): string {
  return `(async () => {
    const search = document.getElementById('search')
    const frame = () => new Promise(requestAnimationFrame)
    let longest = 0
    for (const text of ${JSON.stringify(texts)}) {
      await frame()
      let before = performance.now()
      search.value = text
      search.dispatchEvent(new InputEvent('input', { bubbles: true }))
      for (let frames = 0; frames < 4; frames++) {
        await frame()
        longest = Math.max(longest, performance.now() - before)
        before = performance.now()
      }
    }
    return longest
  })()`
}
