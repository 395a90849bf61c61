import { createRequire } from 'node:module'
import type { DynamicLangRegistrations } from '@ast-grep/napi'
import { MissingPeerError } from '@understudy/spec'
import type { Language } from './languages.ts'

type AstGrep = typeof import('@ast-grep/napi')
type Root = ReturnType<ReturnType<AstGrep['parse']>['root']>

/** The optional packages that hold further parsers, by the name that each is registered under. */
export const LANGUAGE_PACKS = {
  python: '@ast-grep/lang-python',
  java: '@ast-grep/lang-java',
  go: '@ast-grep/lang-go',
  c: '@ast-grep/lang-c',
  php: '@ast-grep/lang-php',
} as const

const require = createRequire(import.meta.url)
let engine: AstGrep | undefined
let registered: ReadonlySet<string> | undefined

/** The native parser, loaded on first use: importing the floor costs nothing. @throws MissingPeerError */
function astGrep(): AstGrep {
  try {
    return (engine ??= require('@ast-grep/napi') as AstGrep)
  } catch (cause) {
    throw new MissingPeerError('@ast-grep/napi', 'The floor', { cause })
  }
}

/** Registers every language pack that is installed: ast-grep wants all of them at once, and only once in a process. */
function packs(): ReadonlySet<string> {
  if (registered) return registered
  const found: DynamicLangRegistrations = {}
  for (const [parser, pack] of Object.entries(LANGUAGE_PACKS)) {
    try {
      const { libraryPath, extensions, languageSymbol, expandoChar } = require(pack) as DynamicLangRegistrations[string]
      found[parser] = { libraryPath, extensions, ...(languageSymbol && { languageSymbol }), ...(expandoChar && { expandoChar }) }
    } catch {
      // Not installed, or without a parser for this platform; whoever needs it is told by `parse`.
    }
  }
  if (Object.keys(found).length > 0) astGrep().registerDynamicLanguage(found)
  return (registered = new Set(Object.keys(found)))
}

/** Parses a file. @throws MissingPeerError naming the package to install */
export function parse({ parser, pack, name }: Language, content: string): Root {
  if (pack && !packs().has(parser)) throw new MissingPeerError(pack, `Reading ${name}`)
  return astGrep().parse(parser, content).root()
}
