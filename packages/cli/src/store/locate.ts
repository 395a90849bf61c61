import { homedir } from 'node:os'
import { join } from 'node:path'
import type { ReadEnv } from '../terminal/terminal.ts'

/** Folder for what is worth keeping between runs but is not the user's own data, as the XDG base directories say. */
export function stateFolder(env: ReadEnv, platform: NodeJS.Platform): string {
  const xdg = env('XDG_STATE_HOME')
  if (xdg) return join(xdg, 'understudy')
  const local = env('LOCALAPPDATA')
  if (platform === 'win32' && local) return join(local, 'understudy')
  return join(env('HOME') || homedir(), '.local', 'state', 'understudy')
}

/** Where health is kept unless the user says otherwise. */
export function defaultStorePath(env: ReadEnv, platform: NodeJS.Platform): string {
  return join(stateFolder(env, platform), 'health.db')
}
