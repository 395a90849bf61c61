import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { TrustedKey } from '@understudy/failover/notice'
import { refuseOption, UnderstudyError } from '@understudy/spec'
import { errnoWords } from '../shell/errno.ts'

/** Reads a file that holds a document or a key. @throws UnderstudyError `unreadable-input` */
export async function readText(path: string, cwd: string): Promise<string> {
  return readFile(resolve(cwd, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UnderstudyError('unreadable-input', `${path} cannot be read: ${errnoWords(error)}.`, { cause: error })
  })
}

/** Reads `--trust id=key.pem` flags. @throws InvalidOptionError */
export async function readTrusted(flags: readonly string[], cwd: string): Promise<readonly TrustedKey[]> {
  const keys: TrustedKey[] = []
  for (const flag of flags) {
    const at = flag.indexOf('=')
    if (at <= 0) refuseOption('--trust', 'a name and a file, such as legal=legal.pub.pem', flag)
    keys.push({ id: flag.slice(0, at), publicKey: await readText(flag.slice(at + 1), cwd) })
  }
  return keys
}
