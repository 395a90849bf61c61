import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { expect, test } from 'vitest'
import { serveStage } from '../src/command/index.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((place) => existsSync(place))

test.skipIf(CHROMIUM === undefined)(
  'the live page steers the stage and shows what happens',
  async () => {
    const stage = await serveStage({ port: 0, speed: 1 })
    const origin = `http://127.0.0.1:${stage.port}`
    const ask = async (): Promise<number> => {
      const headers = { 'x-api-key': 'stage-key-anthropic', 'anthropic-version': '2026-10-21' }
      const body = '{"model":"claude-fable-5","max_tokens":99,"messages":[{"role":"user","content":"x"}]}'
      return (await fetch(`${origin}/anthropic/v1/messages`, { method: 'POST', headers, body })).status
    }
    const browser = await chromium.launch({
      args: ['--no-sandbox', '--disable-gpu'],
      ...(CHROMIUM !== undefined && { executablePath: CHROMIUM }),
    })
    try {
      const page = await browser.newPage()
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(origin)
      await page.locator('form[data-action=withdraw] select[name=model]').selectOption('claude-fable-5')
      await page.getByRole('button', { name: 'Withdraw' }).click()
      await page.getByText('Done.').waitFor()
      expect(await ask()).toBe(404)
      await page.getByRole('cell', { name: 'messages → 404' }).waitFor()
      await page.getByRole('button', { name: 'Reinstate' }).click()
      await page.getByRole('cell', { name: 'reinstated' }).waitFor()
      expect(await ask()).toBe(200)
      await page.locator('select[name=fault]').selectOption('server-error')
      await page.getByRole('button', { name: 'Inject' }).click()
      await page.getByRole('cell', { name: 'fault injected' }).waitFor()
      expect(await ask()).toBe(500)
      await page.getByRole('button', { name: 'End all faults' }).click()
      await expect.poll(ask).toBe(200)
      expect(complaints).toEqual([])
    } finally {
      await browser.close()
      await stage.close()
    }
  },
  30_000,
)
