import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import ts from 'typescript'

export const ROOT = resolve(import.meta.dirname, '../..')

/** A module that users may import, with its source. */
export interface EntryPoint {
  /** As users write it: `@understudy/failover/notice`. */
  readonly name: string
  /** From the root of the repository. */
  readonly source: string
}

/** Every entry point of every package, as their `exports` say. */
export function entryPoints(): readonly EntryPoint[] {
  return readdirSync(join(ROOT, 'packages'))
    .toSorted()
    .flatMap((folder) => {
      const manifest = JSON.parse(readFileSync(join(ROOT, 'packages', folder, 'package.json'), 'utf8')) as {
        name: string
        exports: Record<string, string | { '@understudy/source'?: string }>
      }
      return Object.entries(manifest.exports).flatMap(([path, target]) => {
        const source = typeof target === 'object' ? target['@understudy/source'] : undefined
        return source === undefined
          ? []
          : [{ name: `${manifest.name}${path.slice(1)}`, source: `packages/${folder}/${source.slice(2)}` }]
      })
    })
}

/** A name that an entry point gives, and where it is declared. */
export interface PublicName {
  readonly from: string
  readonly name: string
  readonly at: string
  /** What its comment says, without tags; empty when it has none. */
  readonly says: string
}

/** Everything that users can import, with what is said of it. */
export function publicNames(entries: readonly EntryPoint[]): readonly PublicName[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.base.json'), (path) => readFileSync(path, 'utf8')) as {
    config: object
  }
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, ROOT)
  const program = ts.createProgram(
    entries.map(({ source }) => join(ROOT, source)),
    options,
  )
  const checker = program.getTypeChecker()
  return entries.flatMap(({ name: from, source }) => {
    const file = program.getSourceFile(join(ROOT, source))
    const module = file && checker.getSymbolAtLocation(file)
    if (!module) throw new Error(`${source} is no module`)
    return checker.getExportsOfModule(module).map((given): PublicName => {
      const symbol = given.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(given) : given
      const [declaration] = symbol.declarations ?? []
      const place = declaration?.getSourceFile()
      const line = declaration && place ? place.getLineAndCharacterOfPosition(declaration.getStart()).line + 1 : 0
      const says = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim()
      return { from, name: given.name, at: place ? `${relative(ROOT, place.fileName)}:${line}` : '?', says }
    })
  })
}
