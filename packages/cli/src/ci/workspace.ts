import { constants } from 'node:fs'
import { lstat, mkdir, mkdtemp, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { errnoWords } from '../shell/errno.ts'
import type { Shell } from '../shell/shell.ts'
import { needOwnFolder } from './own-folder.ts'
import { STATE_KEY_VARIABLE, type StateSigner, stateSigner } from './signatures.ts'
import { isStateFile } from './state.ts'

/** Folders of one run, made for it: nothing that lies in a checkout or came with a change is ever opened in place. */
export interface Workspace extends AsyncDisposable {
  /** Copy of what earlier runs kept; handed back to the runner's cache at the end. */
  readonly state: string
  readonly temporary: string
  /** What was not believed, in words. */
  readonly remarks: readonly string[]
}

const SIGNATURES = 'signatures.json'

/** Reads a plain file and nothing else: no link, pipe or device. Null for anything but that. */
async function readPlain(path: string): Promise<Buffer | null> {
  if (!(await lstat(path).catch(() => null))?.isFile()) return null
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null)
  if (!file) return null
  try {
    return await file.readFile()
  } finally {
    await file.close()
  }
}

async function readSignatures(folder: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return { ...(JSON.parse((await readPlain(join(folder, SIGNATURES)))?.toString() ?? '{}') as object) }
  } catch {
    return {}
  }
}

/** Copies the files that we write, by their names: a log that lies beside a store would be replayed onto it, so it stays behind. */
async function restore(kept: string, state: string, signer: StateSigner | null): Promise<readonly string[]> {
  const signatures = await readSignatures(kept)
  const refused: string[] = []
  for (const name of (await readdir(kept).catch(() => [])).filter(isStateFile)) {
    const content = await readPlain(join(kept, name))
    if (content === null) continue
    if (signer && !signer.holds(name, content, signatures[name])) refused.push(name)
    else await writeFile(join(state, name), content, { mode: 0o600, flag: 'wx' })
  }
  return refused
}

/** Puts a file in its place in one step. */
async function place(folder: string, name: string, content: Uint8Array | string): Promise<void> {
  const beside = join(folder, `${name}.new`)
  await rm(beside, { force: true })
  await writeFile(beside, content, { mode: 0o600, flag: 'wx' })
  await rename(beside, join(folder, name))
}

async function save(state: string, kept: string, signer: StateSigner | null): Promise<void> {
  await mkdir(kept, { recursive: true, mode: 0o700 })
  const signatures: Record<string, string> = {}
  for (const name of (await readdir(state)).filter(isStateFile)) {
    const content = await readPlain(join(state, name))
    if (content === null) continue
    await place(kept, name, content)
    if (signer) signatures[name] = signer.sign(name, content)
  }
  // A log beside a store would be replayed onto it, and a file that was forgotten must not come back.
  const stale = (name: string): boolean => isStateFile(name.replace(/-(?:wal|shm|journal)$/, '')) || name === SIGNATURES
  const made = new Set(await readdir(state))
  for (const name of await readdir(kept)) if (stale(name) && !made.has(name)) await rm(join(kept, name), { force: true })
  if (signer) await place(kept, SIGNATURES, `${JSON.stringify(signatures)}\n`)
}

/** Opens the folders of a run. @throws UnderstudyError `unsafe-path` where the change could have written into them */
export async function openWorkspace(
  { state, reports }: { readonly state: string; readonly reports: string },
  shell: Shell,
): Promise<Workspace> {
  for (const folder of [state, reports]) await needOwnFolder(folder, shell.cwd)
  return openState(state, shell)
}

/** Opens what is kept in a folder of an operator's own, without asking whose it is. */
export async function openState(keptAt: string, shell: Shell): Promise<Workspace> {
  const signer = stateSigner(shell.env)
  const kept = resolve(shell.cwd, keptAt)
  const own = await mkdtemp(join(tmpdir(), 'understudy-ci-'))
  const [state, temporary] = [join(own, 'state'), join(own, 'temporary')]
  for (const folder of [state, temporary]) await mkdir(folder, { mode: 0o700 })
  const refused = await restore(kept, state, signer)
  const remarks =
    refused.length === 0
      ? []
      : [`What the cache restored was not signed with ${STATE_KEY_VARIABLE}, so it was not used: ${refused.join(', ')}.`]
  return {
    state,
    temporary,
    remarks,
    async [Symbol.asyncDispose]() {
      try {
        await save(state, kept, signer)
      } catch (error) {
        // What was found out is asked again next time; the verdict stands.
        shell.stderr.write(`What this run found out could not be kept in ${keptAt}: ${errnoWords(error)}.\n`)
      } finally {
        await rm(own, { recursive: true, force: true })
      }
    },
  }
}
