import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { FAMILIES, type Family, type FlawLabel, SEVERITIES } from '@understudy/spec'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../shop-api/', import.meta.url))

interface LookAlike extends Pick<FlawLabel, 'path' | 'startLine' | 'endLine' | 'family' | 'why'> {}
interface Labels {
  readonly version: number
  readonly flaws: readonly FlawLabel[]
  readonly lookAlikes: readonly LookAlike[]
}

const labels = JSON.parse(readFileSync(`${root}labels.json`, 'utf8')) as Labels
const sources = new Map<string, readonly string[]>(
  readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [`src/${name.replaceAll('\\', '/')}`, readFileSync(`${root}src/${name}`, 'utf8').split('\n')] as const),
)

/** What a labelled range must hold at least, so that a label cannot slide off its flaw when the code is edited. */
const TELLTALES: Partial<Record<Family, RegExp>> = {
  'sql-injection': /SELECT|UPDATE/,
  'nosql-injection': /req\.(body|query)/,
  'command-injection': /exec(Sync)?\(/,
  'code-injection': /new Function/,
  'template-injection': /render\(template/,
  'ldap-injection': /req\.query\.uid/,
  'xml-external-entity': /noent: true/,
  'header-injection': /Content-Disposition/,
  'log-injection': /console\.warn/,
  'path-traversal': /req\.(query|params)/,
  'server-side-request-forgery': /fetch\(|axios\.get/,
  'cross-site-scripting': /send\(/,
  'open-redirect': /res\.redirect\(target/,
  'unsafe-deserialization': /unserialize/,
  'prototype-pollution': /target\[key\] = value/,
  'file-upload': /originalname/,
  'weak-cryptography': /md5|ecb|jwt\.decode/,
  'weak-randomness': /Math\.random/,
  'hardcoded-secret': /: '\S{16,}'/,
  'certificate-validation': /rejectUnauthorized: false/,
  'missing-authentication': /async \(req, res\)/,
  'missing-authorization': /req\.params\.id/,
  'session-management': /httpOnly: false/,
  'information-exposure': /stack/,
  'cors-misconfiguration': /Allow-Credentials/,
  'race-condition': /remaining - 1/,
  'denial-of-service': /new Array|EMAIL = /,
  'input-validation': /priceCents/,
}

const textOf = (range: Pick<FlawLabel, 'path' | 'startLine' | 'endLine'>): string =>
  (sources.get(range.path) ?? []).slice(range.startLine - 1, range.endLine).join('\n')

describe('examples/shop-api', () => {
  it('is a service of at least 15 files with at least 25 flaws over 12 families', () => {
    expect(sources.size).toBeGreaterThanOrEqual(15)
    expect(labels.version).toBe(1)
    expect(labels.flaws.length).toBeGreaterThanOrEqual(25)
    expect(new Set(labels.flaws.map((flaw) => flaw.family)).size).toBeGreaterThanOrEqual(12)
    expect(labels.lookAlikes.length).toBeGreaterThanOrEqual(25)
  })

  it('names every flaw once', () => {
    expect(new Set(labels.flaws.map((flaw) => flaw.id)).size).toBe(labels.flaws.length)
  })

  it.each(labels.flaws.map((flaw) => [flaw.id, flaw] as const))('%s points at its flaw', (_id, flaw) => {
    expect(FAMILIES).toContain(flaw.family)
    expect(SEVERITIES).toContain(flaw.severity)
    expect(flaw.cwe).toMatch(/^CWE-[1-9]\d{0,3}$/)
    expect(flaw.title.length).toBeLessThanOrEqual(80)
    expect(flaw.endLine).toBeGreaterThanOrEqual(flaw.startLine)
    expect(flaw.endLine).toBeLessThanOrEqual(sources.get(flaw.path)?.length ?? 0)
    expect(textOf(flaw)).toMatch(TELLTALES[flaw.family] ?? /a family without a telltale/)
  })

  it.each(labels.lookAlikes.map((range) => [`${range.path}:${range.startLine}`, range] as const))(
    'the look-alike %s exists and overlaps no flaw of its family',
    (_place, range) => {
      expect(FAMILIES).toContain(range.family)
      expect(textOf(range).trim()).not.toBe('')
      const overlapping = labels.flaws.filter(
        (flaw) =>
          flaw.path === range.path &&
          flaw.family === range.family &&
          flaw.startLine <= range.endLine &&
          flaw.endLine >= range.startLine,
      )
      expect(overlapping).toEqual([])
    },
  )

  it('does not give its flaws away in comments', () => {
    const telling = [...sources].filter(([, lines]) =>
      lines.some((line) => /^\s*(\/\/|\*|\/\*)|\b(vulnerab|insecure|unsafe:)/i.test(line)),
    )
    expect(telling).toEqual([])
  })
})
