import { execFileSync } from 'node:child_process'
import { copyFileSync, utimesSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { folderWith } from './folder.ts'

const BIN = fileURLToPath(new URL('../bin/understudy.js', import.meta.url))
const says = (word: string): string => `export const runProcess = () => process.stdout.write('${word}')\n`

describe('bin/understudy.js', () => {
  const run = (published: boolean, newer: 'src' | 'dist' | 'other'): string => {
    using folder = folderWith({
      'packages/cli/package.json': '{"type":"module"}',
      'packages/cli/dist/main.js': says('built'),
      'packages/cli/src/main.ts': says('source'),
      'packages/spec/src/index.ts': '',
      'packages/cli/bin/keep': '',
      ...(published ? {} : { 'packages/cli/tsup.config.ts': '' }),
    })
    copyFileSync(BIN, folder.at('packages/cli/bin/understudy.js'))
    const at = (path: string, seconds: number): void => utimesSync(folder.at(path), seconds, seconds)
    at('packages/cli/dist/main.js', newer === 'dist' ? 2_000 : 1_000)
    at('packages/cli/src/main.ts', newer === 'src' ? 2_000 : 500)
    at('packages/spec/src/index.ts', newer === 'other' ? 2_000 : 500)
    return execFileSync(process.execPath, [folder.at('packages/cli/bin/understudy.js')], { encoding: 'utf8' })
  }

  it.each([
    ['a checkout that was built last', false, 'dist', 'built'],
    ['a checkout whose source is newer', false, 'src', 'source'],
    ['a checkout in which another package is newer', false, 'other', 'source'],
    ['an installed package, whatever the times of its files', true, 'src', 'built'],
  ] as const)('%s runs what its reader expects', (_, published, newer, word) => expect(run(published, newer)).toBe(word))
})
