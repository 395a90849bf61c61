/** `npm run incremental`: reviews 500 files by the built command, twice, and says what the second run cost. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loopbackStage } from '@understudy/outage/loopback'

const FILES = 500
const ROUNDS = 5
const BIN = fileURLToPath(new URL('../../packages/cli/bin/understudy.js', import.meta.url))

const folder = await mkdtemp(join(tmpdir(), 'understudy-incremental-'))
const stage = await loopbackStage({ models: [{ vendor: 'anthropic', model: 'claude-fable-5' }] })

/** Runs the command as a user would, and gives back how long it took, in milliseconds. */
async function review(): Promise<number> {
  const started = performance.now()
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: join(folder, 'home'),
    ANTHROPIC_API_KEY: stage.apiKey('anthropic'),
    UNDERSTUDY_BASE_URL_ANTHROPIC: stage.baseURL('anthropic'),
  }
  const args = ['review', 'src', '--targets', 'anthropic/claude-fable-5', '--format', 'json', '--output', 'run.json', '--quiet']
  const child = spawn(process.execPath, [BIN, ...args], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`The review ended with ${String(code)}.`)
  return performance.now() - started
}

try {
  await mkdir(join(folder, 'src'))
  await mkdir(join(folder, 'home'))
  const body = 'export const add = (a, b) => a + b\n'.repeat(40)
  for (let index = 0; index < FILES; index++) await writeFile(join(folder, 'src', `file-${index}.js`), `// ${index}\n${body}`)
  const first = await review()
  const sent = stage.asked('claude-fable-5')
  const again: number[] = []
  for (let round = 0; round < ROUNDS; round++) again.push(await review())
  process.stdout.write(
    [
      `first run over ${FILES} files: ${Math.round(first)} ms, ${sent} requests`,
      `again, nothing changed: ${Math.round(Math.max(...again))} ms at most of ${ROUNDS}, ${stage.asked('claude-fable-5') - sent} requests`,
      '',
    ].join('\n'),
  )
} finally {
  await stage.close()
  await rm(folder, { recursive: true })
}
