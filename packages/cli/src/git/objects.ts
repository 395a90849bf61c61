import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { UnderstudyError } from '@understudy/spec'
import { git, gitProcess } from './run.ts'

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** Contents of a repository by object id: one git for all of them, and never a name or a revision for it to interpret. */
export interface ObjectReader extends Disposable {
  /** Sizes of blobs; those that are not in the repository are left out. */
  sizes(ids: Iterable<string>): Promise<ReadonlyMap<string, number>>
  /** Null when the object is not in the repository. Ask for the size first: it is read whole. */
  content(id: string): Promise<Buffer | null>
}

interface Waiting {
  readonly resolve: (content: Buffer | null) => void
  readonly reject: (error: Error) => void
}

/** Puts the answers of `cat-file --batch` together again. */
class BatchAnswers {
  readonly #waiting: Waiting[] = []
  #chunks: Buffer[] = []
  #length = 0
  /** Bytes of content and its line feed that are still to come; null while a header is expected. */
  #wanted: number | null = null
  #error: Error | null = null

  expect(): Promise<Buffer | null> {
    return new Promise((resolve, reject) => {
      if (this.#error) reject(this.#error)
      else this.#waiting.push({ resolve, reject })
    })
  }

  fail(error: Error): void {
    this.#error ??= error
    for (const { reject } of this.#waiting.splice(0)) reject(this.#error)
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    if (this.#wanted !== null && this.#length < this.#wanted) return
    let bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks)
    for (;;) {
      if (this.#wanted === null) {
        const end = bytes.indexOf(0x0a)
        if (end === -1) break
        const size = /^[0-9a-f]+ [a-z]+ (\d+)$/.exec(bytes.subarray(0, end).toString('latin1'))?.[1]
        bytes = bytes.subarray(end + 1)
        if (size === undefined) this.#waiting.shift()?.resolve(null)
        else this.#wanted = Number(size) + 1
      } else {
        if (bytes.length < this.#wanted) break
        this.#waiting.shift()?.resolve(Buffer.from(bytes.subarray(0, this.#wanted - 1)))
        bytes = bytes.subarray(this.#wanted)
        this.#wanted = null
      }
    }
    this.#chunks = bytes.length > 0 ? [bytes] : []
    this.#length = bytes.length
  }
}

function startBatch(folder: string, answers: BatchAnswers): ChildProcessWithoutNullStreams {
  const found = gitProcess(folder, ['cat-file', '--batch'])
  if (!found) throw new UnderstudyError('unreadable-input', 'git is not installed, and --diff and --staged need it.')
  const child = spawn(found.command, found.args, found.options)
  child.stdout.on('data', (chunk: Buffer) => answers.add(chunk))
  child.stderr.resume()
  child.stdin.on('error', () => {})
  child.on('error', (error) => answers.fail(error))
  child.on('close', () => answers.fail(new UnderstudyError('unreadable-input', 'git ended before it gave all contents.')))
  return child
}

/** Reads lines of `<id> blob <size>`, all of them or those of some ids. */
function readSizes(told: Buffer, wanted: ReadonlySet<string> | null): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  for (const line of told.toString('latin1').split('\n')) {
    const [, id, size] = /^([0-9a-f]+) blob (\d+)$/.exec(line) ?? []
    if (id !== undefined && (wanted === null || wanted.has(id))) sizes.set(id, Number(size))
  }
  return sizes
}

/** Opens the contents of the repository that a folder is in. */
export function openObjects(folder: string): ObjectReader {
  const answers = new BatchAnswers()
  let child: ChildProcessWithoutNullStreams | null = null
  return {
    async sizes(ids) {
      const wanted = [...new Set(ids)].filter((id) => OBJECT_ID.test(id))
      if (wanted.length === 0) return new Map()
      const input = Buffer.from(`${wanted.join('\n')}\n`)
      const told = await git(folder, ['cat-file', '--batch-check', '--buffer'], { input }).catch(() => null)
      if (told) return readSizes(told, null)
      // In a partial clone git ends at the first object that is not here, so all that are here are listed.
      const all = ['cat-file', '--batch-all-objects', '--unordered', '--batch-check', '--buffer']
      return readSizes(await git(folder, all), new Set(wanted))
    },
    async content(id) {
      if (!OBJECT_ID.test(id)) return null
      child ??= startBatch(folder, answers)
      const content = answers.expect()
      child.stdin.write(`${id}\n`)
      return content
    },
    [Symbol.dispose]: () => {
      child?.stdin.end()
      child?.kill()
    },
  }
}
