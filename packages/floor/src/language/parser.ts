import { createRequire } from 'node:module'
import { MissingPeerError } from '@understudy/spec'
import type { Language } from './languages.ts'

type AstGrep = typeof import('@ast-grep/napi')

const require = createRequire(import.meta.url)
let engine: AstGrep | undefined

/** The native parser, loaded on first use: importing the floor costs nothing. @throws MissingPeerError */
export function astGrep(): AstGrep {
  try {
    return (engine ??= require('@ast-grep/napi') as AstGrep)
  } catch (cause) {
    throw new MissingPeerError('@ast-grep/napi', 'The floor', { cause })
  }
}

/** Parses a file. @throws MissingPeerError naming the package to install */
export function parse(language: Language, content: string): ReturnType<ReturnType<AstGrep['parse']>['root']> {
  return astGrep().parse(language.parser, content).root()
}
