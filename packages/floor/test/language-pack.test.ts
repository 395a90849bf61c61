import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { ReviewReply } from '@understudy/spec'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const here = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)

/** A project of its own that has the floor and Python's pack, but not Go's. Links stand for what npm would install. */
const project = mkdtempSync(join(tmpdir(), 'understudy-floor-packs-'))
const SCRIPT = `
  import { floor } from '@understudy/floor'
  import { attemptContext } from '@understudy/spec'
  const files = [
    { path: 'a.py', content: 'import os\\ndef f(p):\\n    os.system("ls " + p)\\n' },
    { path: 'a.go', content: 'package a\\n' },
    { path: 'a.ts', content: 'eval(input)\\n' },
  ]
  const reply = await floor().invoke(
    { task: 'review.files', system: '', input: '', maxOutputTokens: 1, promptVersion: 't', files }, attemptContext())
  console.log(reply.text)
`

beforeAll(() => {
  const modules = join(project, 'node_modules')
  mkdirSync(join(modules, '@understudy/floor'), { recursive: true })
  mkdirSync(join(modules, '@ast-grep'))
  // The floor is copied, so that its packages are looked for beside it; Node strips no types below node_modules.
  cpSync(join(here, 'src'), join(project, 'floor'), { recursive: true })
  for (const name of ['@ast-grep/napi', '@ast-grep/lang-python', '@understudy/spec'])
    symlinkSync(dirname(require.resolve(`${name}/package.json`)), join(modules, name))
  writeFileSync(join(project, 'main.mts'), SCRIPT.replace('@understudy/floor', './floor/index.ts'))
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

describe('a language pack that is not installed', () => {
  it('makes its files not-reviewed, with the command that installs it, and leaves the others alone', async () => {
    const { stdout } = await run(
      process.execPath,
      ['--conditions=@understudy/source', '--disable-warning=ExperimentalWarning', join(project, 'main.mts')],
      { cwd: project },
    )
    const reply = JSON.parse(stdout) as ReviewReply
    expect(reply.files).toEqual([
      { path: 'a.py', verdict: 'findings', note: null },
      {
        path: 'a.go',
        verdict: 'not-reviewed',
        note: 'Reading Go needs the package @ast-grep/lang-go, which is not installed. Run: npm install @ast-grep/lang-go',
      },
      { path: 'a.ts', verdict: 'findings', note: null },
    ])
  })
})
