import { posix } from 'node:path'
import { checkText, UnderstudyError } from '@understudy/spec'
import type { CollectedInput } from './collect.ts'
import { sourceFromBytes } from './content.ts'
import { byteSize, type ReadLimits } from './read.ts'

/**
 * Reviews what is piped in as one file. The path is only a name: it tells the reviewer the language, and is never opened.
 * @throws UnderstudyError when the path leaves the root, or when there is nothing to review
 */
export async function collectStdin(
  stdin: AsyncIterable<Uint8Array>,
  path: string,
  limits: ReadLimits & { readonly cwd: string },
): Promise<CollectedInput> {
  const name = posix.normalize(checkText('--stdin-path', path).replaceAll('\\', '/'))
  if (name.startsWith('../') || name === '..' || posix.isAbsolute(name) || /^[a-z]:/i.test(name))
    throw new UnderstudyError(
      'unsafe-path',
      `--stdin-path ${path} leaves the root. Give a path relative to the working directory.`,
    )

  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stdin) {
    size += chunk.length
    if (size > limits.maxFileBytes)
      throw new UnderstudyError(
        'unreadable-input',
        `Standard input is over the limit of ${byteSize(limits.maxFileBytes)}. Raise it with --max-file-size.`,
      )
    chunks.push(chunk)
  }
  const file = sourceFromBytes(name, Buffer.concat(chunks))
  if ('content' in file) return { root: limits.cwd, files: [file], skipped: [] }
  throw new UnderstudyError('unreadable-input', `Standard input cannot be reviewed. ${file.sentence}`)
}
