import { readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { createRequire } from 'node:module'
import type { ChildProcess } from 'node:child_process'
import type { Browser } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { CHROMIUM, openBrowser } from './browser.ts'
import { understudy } from './command.ts'
import { folderWith } from './folder.ts'
import { inProcess } from './shell.ts'
import { openStage, PRIMARY, stageEnv, TARGETS } from './stage.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Running extends AsyncDisposable {
  readonly url: URL
  readonly token: string
}

/** Starts the real command, and ends it by Ctrl-C. */
async function start(cwd: string, env: Record<string, string>, ...more: string[]): Promise<Running> {
  let child: ChildProcess | undefined
  let ended: Promise<unknown> | undefined
  const url = await new Promise<URL>((resolve, reject) => {
    let said = ''
    ended = understudy(['serve', '--port', '0', ...TARGETS, ...more], {
      cwd,
      env,
      onStart: (started) => void (child = started),
      onStderr: (text) => {
        said += text
        const found = /Serving (\S+)/.exec(said)?.[1]
        if (found) resolve(new URL(found))
      },
    }).then(({ stderr }) => reject(new Error(stderr)))
  })
  ended?.catch(() => {})
  return {
    url,
    token: new URLSearchParams(url.hash.slice(1)).get('token') ?? '',
    async [Symbol.asyncDispose]() {
      child?.kill('SIGINT')
      await new Promise((resolve) => child?.once('close', resolve))
    },
  }
}

const wish = (running: Running, body: object, headers: Record<string, string> = { authorization: `Bearer ${running.token}` }) =>
  fetch(new URL('/targets', running.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

/** Asks under another name, as a page of somebody else's that points here would. */
const askAs = (running: Running, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port: running.url.port, path: '/', headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })

describe('understudy serve', { timeout: 60_000 }, () => {
  let browser: Browser | undefined
  afterAll(async () => browser?.close())

  it('acts only with the token, only for known targets, only under its own name', async () => {
    await using stage = await openStage()
    using folder = folderWith()
    await using running = await start(folder.path, stageEnv(stage))
    const target = `anthropic/${PRIMARY}`
    const out = { action: 'withdraw', target, reason: 'x' }
    expect((await wish(running, out, {})).status).toBe(401)
    expect((await wish(running, out, { authorization: 'Bearer wrong' })).status).toBe(401)
    expect((await wish(running, { ...out, target: 'nobody/x' })).status).toBe(400)
    expect((await wish(running, { ...out, action: 'explode' })).status).toBe(400)
    expect((await wish(running, out, { authorization: `Bearer ${running.token}`, 'content-type': 'text/plain' })).status).toBe(
      415,
    )
    expect(await askAs(running, 'evil.example')).toBe(421)
    expect((await fetch(new URL('/nothing', running.url))).status).toBe(404)
    expect((await inProcess(['targets', ...TARGETS], { cwd: folder.path, env: stageEnv(stage) })).stdout).not.toContain(
      'out of use',
    )

    expect(await (await wish(running, out)).json()).toEqual({ sentence: `${target} is out of use.` })
    expect((await inProcess(['targets', ...TARGETS], { cwd: folder.path, env: stageEnv(stage) })).stdout).toContain('out of use')
    expect((await fetch(running.url)).headers.get('x-frame-options')).toBe('DENY')
  })

  it.skipIf(CHROMIUM === undefined)('shows what other processes do, while they do it', async () => {
    await using stage = await openStage()
    using folder = folderWith({ 'a.js': 'x' })
    const options = { cwd: folder.path, env: stageEnv(stage) }
    await using running = await start(folder.path, stageEnv(stage), '--journal', 'j.jsonl')
    browser = await openBrowser()
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(running.url.href)
    expect(page.url()).not.toContain('token')
    await expect.poll(() => page.locator('#timeline').textContent()).toContain('No attempts')
    await inProcess(['review', 'a.js', ...TARGETS, '--journal', 'j.jsonl'], options)
    await expect.poll(() => page.locator('#timeline svg.timeline .attempt.served').count(), { timeout: 10_000 }).toBe(1)

    page.on('dialog', (dialog) => void dialog.accept('a drill'))
    await page.getByRole('button', { name: `Take out anthropic/${PRIMARY}` }).click()
    await expect.poll(() => page.locator('#said').textContent()).toBe(`anthropic/${PRIMARY} is out of use.`)
    await expect
      .poll(() => page.getByRole('button', { name: `Use again anthropic/${PRIMARY}` }).count(), { timeout: 10_000 })
      .toBe(1)
    expect(complaints).toEqual([])
  })

  it.skipIf(CHROMIUM === undefined)(
    'can be opened from elsewhere by whoever has the token, and shows nothing to others',
    async () => {
      await using stage = await openStage()
      using folder = folderWith()
      await using running = await start(folder.path, stageEnv(stage), '--host', '0.0.0.0')
      const local = new URL(running.url.href.replace('0.0.0.0', '127.0.0.1'))
      const bare = new URL('/', local)
      expect(await (await fetch(bare)).text()).not.toContain(PRIMARY)
      expect((await fetch(new URL('/state', local))).status).toBe(401)
      expect((await fetch(new URL('/events', local))).status).toBe(401)
      // Any name of this machine will do: without the token there is nothing to read under it.
      expect(await askAs(running, 'build-box.example')).toBe(200)

      await using own = await openBrowser()
      const page = await own.newPage()
      await page.goto(local.href)
      await expect.poll(() => page.locator('#targets').textContent(), { timeout: 10_000 }).toContain(PRIMARY)
      const stranger = await (await own.newContext()).newPage()
      await stranger.goto(bare.href)
      await expect.poll(() => stranger.locator('#link').textContent(), { timeout: 10_000 }).toContain('token is missing or wrong')
      expect(await stranger.locator('main').textContent()).not.toContain(PRIMARY)
    },
  )

  it.skipIf(CHROMIUM === undefined)('runs nothing of what a journal holds, and is accessible', async () => {
    await using stage = await openStage()
    const hostile = '<img src=x onerror=window.ran=1><script>window.ran=1</script>"\'></svg>'
    const attempt = {
      number: 1,
      target: `x/${hostile}`,
      requestedModel: hostile,
      startedAt: new Date().toISOString(),
      durationMs: 5,
      outcome: 'failed',
      why: hostile,
      failure: { kind: 'withdrawn', scope: 'model', sentence: hostile },
    }
    using folder = folderWith({ 'j.jsonl': `${JSON.stringify({ entry: { type: 'attempt', attempt } })}\nnot json\n` })
    await using running = await start(folder.path, stageEnv(stage), '--journal', 'j.jsonl')
    await using own = await openBrowser()
    const page = await own.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(running.url.href)
    await expect.poll(() => page.locator('#timeline svg.timeline .attempt.failed').count(), { timeout: 10_000 }).toBe(1)
    expect(await page.locator('img, main script').count()).toBe(0)
    expect(await page.evaluate('window.ran')).toBeUndefined()
    const serious = await page.evaluate(`(async () => { ${AXE};
      const { violations } = await axe.run()
      return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + ': ' + nodes[0].html)
    })()`)
    expect(serious).toEqual([])
    expect(complaints).toEqual([])
  })
})
