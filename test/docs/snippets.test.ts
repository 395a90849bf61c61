import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fences, pages, readPage, ROOT } from '../../scripts/docs/page.ts'

const run = promisify(execFile)
const folder = join(ROOT, 'test/docs/.snippets')

/** What a reader is assumed to have at hand when a snippet does not say it. */
const PRELUDE = 'declare const content: string\n'

describe('TypeScript of the documentation', () => {
  const snippets = new Map<string, string>()

  beforeAll(async () => {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    for (const page of await pages())
      for (const { line, name = `line-${line}.ts`, code } of fences(await readPage(page), 'ts')) {
        // The snippets of a page may import each other by name.
        const path = join(folder, page.replaceAll(/[/.]/g, '-'), name)
        snippets.set(path, `${page}:${line}`)
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, `${code.includes('content }') ? PRELUDE : ''}${code}\nexport {}\n`)
      }
    const tsconfig = { extends: '../../../tsconfig.base.json', compilerOptions: { noUnusedLocals: false }, include: ['**/*.ts'] }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('compiles against the packages', async () => {
    expect(snippets.size).toBeGreaterThan(0)
    const complaint = await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', folder], { cwd: ROOT }).then(
      () => '',
      (error: { stdout: string }) => error.stdout,
    )
    expect(complaint).toBe('')
  })
})
