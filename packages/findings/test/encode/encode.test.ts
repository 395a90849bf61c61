import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  encodeAnnotation,
  encodeAnnotationProperty,
  encodeHtml,
  encodeMarkdown,
  encodeTerminal,
  encodeTerminalLine,
  markdownCode,
  markdownCodeBlock,
  safeLink,
} from '../../src/index.ts'
import { HOSTILE } from './hostile.ts'

/** Any text, rich in what could do harm. */
const anyText = oneof(
  string({ unit: 'binary', maxLength: 200 }),
  array(constantFrom(...HOSTILE.slice(0, -2).map(([, text]) => text), '`', '\n', '|', '<', ':', '%'), { maxLength: 6 }).map(
    (parts) => parts.join(''),
  ),
)

/** What no sink may receive: controls but line feed and tab, C1, direction, zero width, tags, half pairs. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const HARM =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\p{Surrogate}]|[\u{e0000}-\u{e007f}]/u

function forAnyText(promise: (text: string) => void): void {
  assert(
    property(anyText, (text) => {
      promise(text)
    }),
  )
}

const SINKS = {
  encodeTerminal,
  encodeTerminalLine,
  encodeHtml,
  encodeMarkdown,
  encodeAnnotation,
  encodeAnnotationProperty,
  markdownCode,
  markdownCodeBlock,
}

describe.each(Object.entries(SINKS))('%s', (_, encode) => {
  it.each(HOSTILE)('lets nothing through that %s', (_, text) => expect(encode(text)).not.toMatch(HARM))

  it('lets no steering character of any text through', () => {
    forAnyText((text) => expect(encode(text)).not.toMatch(HARM))
  })
})

describe('encodeTerminal', () => {
  it('shows what it disarmed', () => {
    expect(encodeTerminal('\u001b[2J')).toBe('⟨U+001B⟩[2J')
    expect(encodeTerminal('a\u202eb')).toBe('a⟨U+202E⟩b')
    expect(encodeTerminal('a\ufe0f\u3164\u2800b')).toBe('a⟨U+FE0F⟩⟨U+3164⟩⟨U+2800⟩b')
  })

  it('keeps text in every script, line feeds and tabs', () => {
    const text = 'größe 日本語 😀\n\tcode'
    expect(encodeTerminal(text)).toBe(text)
    expect(encodeTerminal('a\r\nb')).toBe('a\nb')
  })

  it('keeps one line one line', () => {
    forAnyText((text) => expect(encodeTerminalLine(text)).not.toMatch(/[\n\r\t]/))
  })
})

describe('encodeHtml', () => {
  it('leaves no sign that markup is made of', () => {
    forAnyText((text) => expect(encodeHtml(text)).not.toMatch(/[<>"'`]|&(?!(?:amp|lt|gt|quot|#39|#96);)/))
  })

  it('can be read back', () => {
    const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#96;': '`' }
    forAnyText((text) => {
      expect(encodeHtml(text).replace(/&[^;]+;/g, (entity) => entities[entity] ?? '?')).toBe(encodeTerminal(text))
    })
  })

  it.each([
    ['https://example.com/a?b=c', 'https://example.com/a?b=c'],
    ['http://example.com', '#'],
    ['javascript:alert(1)', '#'],
    ['data:text/html,x', '#'],
    ['//evil.example', '#'],
    ['not a link', '#'],
  ])('links %s to %s', (url, link) => expect(safeLink(url)).toBe(link))
})

describe('encodeMarkdown', () => {
  it('leaves no sign of Markdown without a backslash, no line break and no mention', () => {
    forAnyText((text) => {
      const encoded = encodeMarkdown(text)
      expect(encoded).not.toMatch(/\n/)
      const bare = encoded
        .replaceAll('@&#8288;', '')
        .replace(/\\#&#8288;|&#8288;/g, '')
        .replace(/\\[\\`*_{}[\]()#+\-.!|<>~&$%^:=]/g, '')
        .replace(/`[0-9a-f]{7,40}`/gi, '')
      expect(bare).not.toMatch(/[\\`*_{}[\]()#+\-.!|<>~&$%^:=@]/)
    })
  })

  it.each([
    ['see #12', String.raw`see \#&#8288;12`],
    ['org/repo#12', String.raw`org/repo\#&#8288;12`],
    ['gh-12 and GH-7', String.raw`gh&#8288;\-12 and GH&#8288;\-7`],
    ['XGH-12', String.raw`XGH\-12`],
    ['fixed by 5e7120a.', String.raw`fixed by ${'`'}5e7120a${'`'}\.`],
    ['octo@5E7120A', String.raw`octo@&#8288;${'`'}5E7120A${'`'}`],
    ['1234567', '`1234567`'],
    ['defaced', 'def&#8288;aced'],
    ['a decade of facades', 'a decade of facades'],
  ])('refers to no issue and no commit: %s', (text, encoded) => {
    expect(encodeMarkdown(text)).toBe(encoded)
  })

  it('makes no link of an address', () =>
    expect(encodeMarkdown('https://evil.example www.x.y')).toBe(String.raw`https\://evil\.example www\.x\.y`))
})

describe('code in Markdown', () => {
  it('is fenced by more backticks than it holds', () => {
    forAnyText((text) => {
      const [fence = '', ...lines] = markdownCodeBlock(text).split('\n')
      expect(fence).toMatch(/^`{3,}$/)
      expect(lines.at(-1)).toBe(fence)
      expect(lines.slice(0, -1).join('\n')).not.toContain(fence)
    })
  })

  it('within a line ends only at its end, and ends no table cell', () => {
    forAnyText((text) => {
      const encoded = markdownCode(text)
      const fence = /^`+/.exec(encoded)?.[0] ?? ''
      const inner = encoded.slice(fence.length, -fence.length)
      expect(inner.match(/`+/g) ?? []).not.toContain(fence)
      expect(inner).not.toMatch(/(?<!\\)\||\n/)
    })
  })
})

describe('encodeAnnotation', () => {
  it('keeps one command one line, and can be read back', () => {
    forAnyText((text) => {
      const encoded = encodeAnnotation(text)
      expect(encoded).not.toMatch(/[\r\n]/)
      expect(encoded.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%')).toBe(encodeTerminal(text))
    })
  })

  it('ends no property early', () => {
    forAnyText((text) => expect(encodeAnnotationProperty(text)).not.toMatch(/[:,\r\n]/))
  })
})
