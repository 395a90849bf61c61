import { type Runtime, systemRuntime } from '@understudy/spec'
import type { World } from '../shell/shell.ts'

export interface WorldOptions {
  /** Folder that relative paths start from. @default the working directory of the process */
  readonly cwd?: string
  /** @default systemRuntime */
  readonly runtime?: Runtime
}

/** The process as a host sees it, without a terminal. */
export function hostWorld({ cwd = process.cwd(), runtime = systemRuntime }: WorldOptions): World {
  return { runtime, cwd, platform: process.platform, env: (name) => runtime.env(name) }
}
