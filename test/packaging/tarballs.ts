import { execFile } from 'node:child_process'
import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const run = promisify(execFile)
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
export const workspaces = ['spec', 'failover', 'providers', 'findings', 'floor', 'outage', 'conformance', 'sdk', 'cli'] as const

/** Packs every package into one folder, as `npm publish` would, and gives the tarballs' paths. */
export async function packAll(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-tarballs-'))
  await run(
    'npm',
    ['pack', '--ignore-scripts', '--pack-destination', folder, ...workspaces.flatMap((name) => ['-w', `packages/${name}`])],
    { cwd: root },
  )
  return (await readdir(folder)).map((name) => join(folder, name))
}

/** A project of a stranger: outside the repository, with nothing but the tarballs and what it names. */
export async function freshProject(tarballs: readonly string[], alsoInstall: readonly string[] = []): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-project-'))
  const dependencies = Object.fromEntries(tarballs.map((path) => [tarballName(path), `file:${path}`]))
  await writeFile(
    join(folder, 'package.json'),
    // Overrides make the packages' dependencies on each other resolve to the same tarballs, since none is on a registry yet.
    JSON.stringify(
      { name: 'a-strangers-project', private: true, type: 'module', dependencies, overrides: dependencies, allowScripts: {} },
      null,
      2,
    ),
  )
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...alsoInstall], { cwd: folder })
  return folder
}

function tarballName(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1).replace(/-\d+\.\d+\.\d+.*\.tgz$/, '')
  return file.startsWith('understudy-') ? `@understudy/${file.slice('understudy-'.length)}` : file
}
