import { stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, posix, resolve, win32 } from 'node:path'
import type { ReadEnv } from '../terminal/terminal.ts'

/** File names in the order in which they are looked for. */
export const DATA_FILES = ['understudy.config.jsonc', 'understudy.config.json'] as const
const MODULE_FILES = ['understudy.config.ts', 'understudy.config.mts', 'understudy.config.js', 'understudy.config.mjs'] as const

/** Names of the operator's own file, the strongest first. */
const ownNames: readonly string[] = [...MODULE_FILES, ...DATA_FILES]

const exists = async (file: string): Promise<boolean> => (await stat(file).catch(() => null))?.isFile() ?? false

async function firstOf(folder: string, names: readonly string[]): Promise<string | null> {
  for (const name of names) if (await exists(join(folder, name))) return join(folder, name)
  return null
}

/** Folder of the operator's own configuration, as the XDG base directories say. */
export function configFolder(env: ReadEnv, platform: NodeJS.Platform): string {
  const { join } = platform === 'win32' ? win32 : posix
  const xdg = env('XDG_CONFIG_HOME')
  if (xdg) return join(xdg, 'understudy')
  const roaming = env('APPDATA')
  if (platform === 'win32' && roaming) return join(roaming, 'understudy')
  return join(env('HOME') || homedir(), '.config', 'understudy')
}

/** The operator's own file: named, or in the user's configuration folder. */
export async function operatorConfig(named: string | undefined, env: ReadEnv, platform: NodeJS.Platform): Promise<string | null> {
  return named ?? (env('UNDERSTUDY_CONFIG') || null) ?? firstOf(configFolder(env, platform), ownNames)
}

export interface RepositoryConfig {
  /** Read as data, and only narrows. */
  readonly data: string | null
  /** A program of whoever wrote the reviewed code; never run unless the operator names it. */
  readonly module: string | null
}

/** Files that lie in the reviewed folder. */
export async function repositoryConfig(folder: string): Promise<RepositoryConfig> {
  return { data: await firstOf(folder, DATA_FILES), module: await firstOf(folder, MODULE_FILES) }
}

/** Every file that settings may come from, there or not: what a host that follows its configuration looks at. */
export function configCandidates(
  named: string | undefined,
  { cwd, env, platform }: { readonly cwd: string; readonly env: ReadEnv; readonly platform: NodeJS.Platform },
): readonly string[] {
  const chosen = named ?? (env('UNDERSTUDY_CONFIG') || undefined)
  const own = chosen === undefined ? ownNames.map((name) => join(configFolder(env, platform), name)) : [resolve(cwd, chosen)]
  return [...own, ...DATA_FILES.map((name) => join(cwd, name))]
}
