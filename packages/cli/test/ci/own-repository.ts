import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderWith, type TestFolder } from '../folder.ts'
import { ROOT } from './action.ts'
import { git } from './workspace.ts'

/** What others fetch of us: this repository's scripts, with a command that runs its sources. Its commit is pinned as users pin it. */
export function ownRepository(): TestFolder & { readonly commit: string } {
  const folder = folderWith({
    'packages/cli/bin/understudy.js': `import('file://${ROOT}/packages/cli/bin/understudy.js')\n`,
  })
  mkdirSync(folder.at('integrations'))
  cpSync(join(ROOT, 'integrations'), folder.at('integrations'), { recursive: true })
  cpSync(join(ROOT, '.pre-commit-hooks.yaml'), folder.at('.pre-commit-hooks.yaml'))
  git(folder.path, 'init', '-q', '-b', 'main')
  git(folder.path, 'add', '-A')
  git(folder.path, 'commit', '-q', '-m', 'release')
  return { ...folder, commit: git(folder.path, 'rev-parse', 'HEAD') }
}

/** Programs for the PATH: a node that runs sources, and an npm that notes how it was called and installs nothing. */
export function programs(folder: string): { readonly path: string; readonly calls: string } {
  const bin = join(folder, 'bin')
  const calls = join(folder, 'npm-calls')
  mkdirSync(bin, { recursive: true })
  const node = `#!/bin/sh\nexec '${process.execPath}' --conditions=@understudy/source --disable-warning=ExperimentalWarning "$@"\n`
  writeFileSync(join(bin, 'node'), node, { mode: 0o755 })
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\nmkdir -p node_modules\npwd >> '${calls}'\necho "$@" >> '${calls}'\n`, {
    mode: 0o755,
  })
  return { path: `${bin}:${process.env['PATH']}`, calls }
}
