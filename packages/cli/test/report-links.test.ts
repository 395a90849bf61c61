import { symlinkSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sourcesAt } from '../src/runs/sources.ts'
import { folderWith } from './folder.ts'

describe('a report', () => {
  it('shows no code from behind a link that leads out of the root, wherever on the way it stands', async () => {
    using outside = folderWith({ 'deep/secret.js': 'const key = 1\n' })
    using root = folderWith({ 'src/plain.js': 'const a = 1\n' })
    symlinkSync(outside.path, root.at('linked'))
    symlinkSync(outside.at('deep'), root.at('src/deep'))
    symlinkSync(outside.at('deep/secret.js'), root.at('src/secret.js'))
    symlinkSync(root.at('src'), root.at('inner'))
    const paths = ['linked/deep/secret.js', 'src/deep/secret.js', 'src/secret.js', '../x', 'src/plain.js', 'inner/plain.js']
    const found = await sourcesAt(new Set(paths), root.path)
    expect([...found.keys()]).toEqual(['src/plain.js', 'inner/plain.js'])
  })
})
