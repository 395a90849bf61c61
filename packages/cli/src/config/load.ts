import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { UnderstudyError } from '@understudy/spec'
import { type ParseError, parse } from 'jsonc-parser'
import { ConfigError } from './config-error.ts'
import { issueSentence } from './issues.ts'
import { takeAdapters } from './own-adapters.ts'
import { syntaxSentence } from './syntax-error.ts'
import { knownMembers } from './known-members.ts'
import { offerOwnPackage } from './own-package.ts'
import { type ConfigValues, configSchema } from './schema.ts'

const LONGEST_FILE = 1024 * 1024

function refuse(file: string, sentence: string, cause?: unknown): never {
  throw new ConfigError(file, sentence, cause)
}

/** Checks a document that was already read. @throws UnderstudyError `invalid-option` that names file, path, rule and value */
export function checkConfig(document: unknown, file: string): ConfigValues {
  const result = configSchema.safeParse(document)
  if (result.success) return result.data
  const sentences = result.error.issues.map((issue) => issueSentence(issue, document, knownMembers))
  return refuse(file, sentences.slice(0, 3).join(' ') + (sentences.length > 3 ? ` ${sentences.length - 3} more.` : ''))
}

function parseJson(text: string, file: string): unknown {
  const errors: ParseError[] = []
  const document: unknown = parse(text, errors, { allowTrailingComma: true })
  const [error] = errors
  return error ? refuse(file, syntaxSentence(text, error)) : document
}

/** When each module was changed last, as it was loaded first. */
const loadedAt = new Map<string, number>()

/** A module that changed since it was loaded gets another address, or a host that follows it would see the old one for ever. */
async function moduleAddress(file: string): Promise<string> {
  const { mtimeMs } = await stat(file)
  const address = pathToFileURL(file).href
  const first = loadedAt.get(file) ?? mtimeMs
  loadedAt.set(file, first)
  return first === mtimeMs ? address : `${address}?changed=${mtimeMs}`
}

/** Runs a module and takes its default export. Only for files that the operator named: a module is a program. */
async function importModule(file: string): Promise<unknown> {
  const withdrawOffer = offerOwnPackage()
  try {
    const loaded = (await import(await moduleAddress(file))) as { readonly default?: unknown }
    return loaded.default ?? refuse(file, 'must have a default export: export default defineConfig({ … }).')
  } catch (error) {
    if (error instanceof UnderstudyError) throw error
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return refuse(file, 'there is no such file.', error)
    return refuse(file, `could not be loaded: ${(error as Error).message}`, error)
  } finally {
    withdrawOffer()
  }
}

/** Reads a configuration file of any kind. @throws UnderstudyError `invalid-option` */
export async function loadConfig(file: string): Promise<ConfigValues> {
  const extension = extname(file)
  if (extension === '.json' || extension === '.jsonc') return readConfig(file)
  if (['.ts', '.mts', '.js', '.mjs'].includes(extension)) {
    const { plain, putBack } = takeAdapters(await importModule(file), file)
    return putBack(checkConfig(plain, file))
  }
  return refuse(file, 'must end in .ts, .mts, .js, .mjs, .json or .jsonc.')
}

/** Reads a configuration file as data, and never runs it. @throws UnderstudyError `invalid-option` */
export async function readConfig(file: string): Promise<ConfigValues> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) =>
    refuse(file, error.code === 'ENOENT' ? 'there is no such file.' : `cannot be read (${error.code}).`, error),
  )
  if (text.length > LONGEST_FILE) refuse(file, 'is longer than 1 MB.')
  return checkConfig(parseJson(text, file), file)
}
