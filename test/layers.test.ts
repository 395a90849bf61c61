import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Who may import whom. Anything that is not here is forbidden; `docs/architecture.md` has the picture. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  spec: [],
  failover: ['spec'],
  providers: ['spec'],
  findings: ['spec'],
  floor: ['spec'],
  outage: ['spec'],
  conformance: ['spec'],
  sdk: ['spec', 'failover', 'findings', 'providers'],
  cli: ['spec', 'sdk', 'failover', 'findings', 'floor', 'outage'],
}

/** Imports that erase at run time and that the design allows on top. */
const MAY_IMPORT_TYPES: Readonly<Record<string, readonly string[]>> = { floor: ['findings'] }

/** Third-party packages a package may load; vendor SDKs only where their adapter lives. */
const VENDOR_SDKS = ['openai', '@anthropic-ai/sdk', '@google/genai', '@google/generative-ai']

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g

interface Import {
  readonly from: string
  readonly specifier: string
  readonly typeOnly: boolean
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
}

function importsOf(file: string): Import[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => ({
    from: relative(root, file),
    specifier: match[2] ?? match[3] ?? '',
    typeOnly: match[1] !== undefined,
  }))
}

const packageName = (folder: string): string => `@understudy/${folder}`
const folderOf = (specifier: string): string | undefined =>
  Object.keys(MAY_IMPORT).find((folder) => specifier === packageName(folder) || specifier.startsWith(`${packageName(folder)}/`))

const packages = readdirSync(join(root, 'packages'))

describe('the house', () => {
  it('has a rule for every package', () => {
    expect(packages.toSorted()).toEqual(Object.keys(MAY_IMPORT).toSorted())
  })

  describe.each(packages)('%s', (folder) => {
    const files = sources(join(root, 'packages', folder, 'src'))
    const imports = files.flatMap(importsOf)

    it('has something in it', () => expect(files.length).toBeGreaterThan(0))

    it('imports only downward', () => {
      const wrong = imports.filter(({ specifier, typeOnly }) => {
        const to = folderOf(specifier)
        if (!to || to === folder) return false
        return !MAY_IMPORT[folder]?.includes(to) && !(typeOnly && MAY_IMPORT_TYPES[folder]?.includes(to))
      })
      expect(wrong).toEqual([])
    })

    it('stays inside its own folder with relative imports', () => {
      const inside = join(root, 'packages', folder) + sep
      const wrong = imports.filter(
        ({ from, specifier }) => specifier.startsWith('.') && !resolve(root, dirname(from), specifier).startsWith(inside),
      )
      expect(wrong).toEqual([])
    })

    it('declares what it imports', () => {
      const manifest = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8')) as Record<
        string,
        Record<string, string>
      >
      const declared = new Set([
        ...Object.keys(manifest['dependencies'] ?? {}),
        ...Object.keys(manifest['peerDependencies'] ?? {}),
      ])
      const missing = imports
        .map(({ specifier }) => specifier)
        .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:') && !folderOf(specifier))
        .map((specifier) =>
          specifier
            .split('/')
            .slice(0, specifier.startsWith('@') ? 2 : 1)
            .join('/'),
        )
        .filter((name) => !declared.has(name))
      expect([...new Set(missing)]).toEqual([])
    })

    it('knows vendors’ SDKs only in providers', () => {
      if (folder === 'providers')
        return expect(imports.some(({ specifier }) => VENDOR_SDKS.some((sdk) => specifier.startsWith(sdk)))).toBe(true)
      expect(
        imports.filter(({ specifier }) => VENDOR_SDKS.some((sdk) => specifier === sdk || specifier.startsWith(`${sdk}/`))),
      ).toEqual([])
    })

    it('keeps every written file under 250 lines, and names every export', () => {
      const long = files.filter((file) => !file.endsWith('.generated.ts') && readFileSync(file, 'utf8').split('\n').length > 250)
      const starred = files.filter((file) => /^export \*/m.test(readFileSync(file, 'utf8')))
      expect({ long, starred }).toEqual({ long: [], starred: [] })
    })
  })
})
