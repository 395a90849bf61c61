import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { provenHarmless, sourceFromBytes } from '../src/input/content.ts'
import { isLockFile } from '../src/input/kinds/lock-files.ts'
import { ROOT } from './ci/action.ts'
import { gif, png } from './unread/contents.ts'

const LOCKS: Readonly<Record<string, string>> = {
  'package-lock.json':
    '{"name":"x","lockfileVersion":3,"requires":true,"packages":{"":{"name":"x"},"node_modules/a":{"version":"1.0.0"}}}',
  'yarn.lock':
    '# yarn lockfile v1\n\n\n"@a/b@^1.0.0", c@1:\n  version "1.0.0"\n  resolved "https://r.example/c.tgz#0a"\n  dependencies:\n    d "^2"\n',
  'pnpm-lock.yaml':
    "lockfileVersion: '9.0'\n\nsettings:\n  autoInstallPeers: true\npackages:\n  '@a/b@1.0.0(c@2.0.0)':\n    resolution: {integrity: sha512-x==}\n",
  'Cargo.lock': '# generated\nversion = 4\n\n[[package]]\nname = "a"\nversion = "1.0.0"\ndependencies = [\n "b",\n]\n',
  'Gemfile.lock':
    'GEM\n  remote: https://rubygems.org/\n  specs:\n    rake (13.0.6)\n\nPLATFORMS\n  ruby\n\nBUNDLED WITH\n   2.4.1\n',
  'go.sum': `example.com/a v1.0.0 h1:${'a'.repeat(43)}=\nexample.com/a v1.0.0/go.mod h1:${'b'.repeat(43)}=\n`,
  'composer.lock': '{"_readme":["This file locks"],"content-hash":"a","packages":[],"packages-dev":[]}',
  'poetry.lock':
    '# generated\n[[package]]\nname = "a"\nversion = "1"\nfiles = [\n    {file = "a.whl", hash = "sha256:a"},\n]\n\n[metadata]\npython-versions = "^3"\n',
}
const bytes = (text: string): Buffer => Buffer.from(text)

describe('a lock file is told by what it holds', () => {
  it.each(Object.entries(LOCKS))('%s', (name, text) => {
    expect(isLockFile(`deep/${name}`, bytes(text))).toBe(true)
    expect(isLockFile(name, bytes(text.replaceAll('\n', '\r\n')))).toBe(true)
    expect(isLockFile(name.toUpperCase(), bytes(text))).toBe(false)
    expect(isLockFile(name, bytes(`${text}\nprocess.exit(eval(x))\n`))).toBe(false)
    expect(isLockFile(name, bytes(''))).toBe(false)
  })

  it('the one of this project is one', () => {
    expect(provenHarmless('package-lock.json', readFileSync(`${ROOT}/package-lock.json`))).toMatchObject({ reason: 'lock-file' })
  })

  it('hostile lines cost a moment', () => {
    for (const token of [': ', '- ', 'a: b:', '"', ' '.repeat(8), '(a.'])
      expect(isLockFile('pnpm-lock.yaml', bytes(`lockfileVersion: 9\n${`${token.repeat(150)}\n`.repeat(5000)}x`))).toBe(false)
  })
})

describe('a picture is told from its signature to its end', () => {
  it.each([
    ['a.png', png(), 'media'],
    ['a.PNG', png(), 'media'],
    ['a.gif', gif(''), 'media'],
    ['a.js', png(), 'binary'],
    ['a.gif', png(), 'binary'],
    ['a.png', Buffer.concat([png(), Buffer.from([0])]), 'binary'],
    ['a.png', png().subarray(0, -4), 'binary'],
    ['a.svg', bytes('<svg/>'), undefined],
  ])('%s (%#)', (name, content, reason) => {
    const judged = sourceFromBytes(name, content)
    expect('reason' in judged ? judged.reason : undefined).toBe(reason)
  })
})

it('the text of a licence is left out under its name, and read under any other', () => {
  const licence = readFileSync(`${ROOT}/LICENSE`)
  expect(provenHarmless('LICENSE', licence)).toMatchObject({ reason: 'licence-text' })
  expect(provenHarmless('license.php', licence)).toBeNull()
  expect(provenHarmless('LICENSE', Buffer.concat([licence, bytes('\nfunction x() {}\n')]))).toBeNull()
})
