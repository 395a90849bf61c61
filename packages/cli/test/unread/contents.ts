import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'

/** Bytes that hold a marker as code, dressed up as something else. */
export type Dress = (marker: string) => Buffer

/** Letters that no other case has, so that git does not take one for another that moved. */
const filler = (marker: string, length = 400): string => {
  let text = ''
  for (let at = 0; text.length < length; at++) text += `// ${createHash('sha256').update(`${marker}${at}`).digest('hex')}\n`
  return text
}

const codeOf = (marker: string): string => `require("child_process").exec(req.query.${marker})\n${filler(marker)}`
const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([length, latin(type), data, Buffer.alloc(4)])
}

/** A whole PNG of one pixel, with more chunks between its header and its picture. */
export function png(...more: readonly Buffer[]): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  return Buffer.concat([
    latin('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A whole GIF of one pixel, with a comment. */
export function gif(comment: string): Buffer {
  const screen = Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255])
  const words =
    comment === ''
      ? Buffer.alloc(0)
      : Buffer.concat([Buffer.from([0x21, 0xfe, Math.min(comment.length, 255)]), latin(`${comment.slice(0, 255)}\0`)])
  const picture = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b])
  return Buffer.concat([
    latin('GIF89a').subarray(0, 6),
    Buffer.from([...screen.subarray(0, 4), ...screen.subarray(4)]),
    words,
    picture,
  ])
}

const LICENCE = `MIT License

Copyright (c) 2026 The authors

Permission is hereby granted, free of charge, to any person obtaining a copy of this software, to deal in the Software
without restriction. The software is provided "as is", without warranty of any kind.
`

const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`

/** Ways to dress code up. */
export const DRESSES: Readonly<Record<string, Dress>> = {
  plain: (marker) => latin(codeOf(marker)),
  'with a NUL': (marker) => latin(`#!/bin/sh\n# \0\n${codeOf(marker)}`),
  'with a byte that is no UTF-8': (marker) => latin(`// caf\xe9\n${codeOf(marker)}`),
  'as UTF-16': (marker) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(codeOf(marker), 'utf16le')]),
  'behind the signature of a PNG': (marker) => Buffer.concat([latin('\x89PNG\r\n\x1a\n'), latin(codeOf(marker))]),
  'in a text of a whole PNG': (marker) => png(chunk('tEXt', latin(`Comment\0${codeOf(marker)}`))),
  'behind a whole PNG': (marker) => Buffer.concat([png(), latin(codeOf(marker))]),
  'as the start of a GIF': (marker) => latin(`GIF89a=1;\n${codeOf(marker)}`),
  'in a comment of a whole GIF': (marker) => gif(codeOf(marker)),
  'behind a pointer of Git LFS': (marker) => latin(`${POINTER}${codeOf(marker)}`),
  'in a lock file of npm': (marker) =>
    latin(JSON.stringify({ lockfileVersion: 3, packages: { '': { name: 'x', main: codeOf(marker) } } })),
  'as a query in a lock file of npm': (marker) =>
    latin(JSON.stringify({ lockfileVersion: 3, packages: { '': { x: `db.query("SELECT " + req.query.${marker})` } } })),
  'in a lock file of yarn': (marker) => latin(`# yarn lockfile v1\n\n"a@1":\n  version "1"\n  x ${codeOf(marker)}`),
  'behind a licence': (marker) => latin(`${LICENCE}${codeOf(marker)}`),
  'as a query behind a licence': (marker) => latin(`${LICENCE}db.query("SELECT " + req.query.${marker})\n`),
  'with a byte order mark and carriage returns': (marker) => Buffer.from(`\uFEFF// x\r\n${codeOf(marker).replace('\n', '\r\n')}`),
  'behind a very long line': (marker) => latin(`/*${filler(marker, 120_000).replaceAll('\n', ' ')}*/\n${codeOf(marker)}`),
  'behind too much': (marker) => latin(`${filler(marker, 300_000)}${codeOf(marker)}`),
  'behind the head of an archive': (marker) => Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), latin(codeOf(marker))]),
  'behind a thousand blank lines': (marker) => latin(`${'\n'.repeat(1000)}${codeOf(marker)}`),
  'in a picture of text': (marker) => latin(`<svg xmlns="http://www.w3.org/2000/svg"><script>${codeOf(marker)}</script></svg>`),
  'with lone carriage returns': (marker) => latin(`# x\r${codeOf(marker)}`),
}
