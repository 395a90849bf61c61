import { binaryShowsCode } from './code-marks.ts'

/** Whether bytes are what a kind of picture, font or recording must be: from their signature to their end. */
type Shape = (bytes: Buffer) => boolean

const startsWith = (bytes: Buffer, text: string, at = 0): boolean => bytes.toString('latin1', at, at + text.length) === text

/** PNG: its chunks one after the other, from the header to `IEND` at the very end. */
function png(bytes: Buffer): boolean {
  if (!startsWith(bytes, '\x89PNG\r\n\x1a\n') || !startsWith(bytes, 'IHDR', 12)) return false
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (startsWith(bytes, 'IEND', at + 4)) return end === bytes.length
    at = end
  }
  return false
}

/** JPEG: segments up to the picture, and its mark at the end; cameras add zeros. */
function jpeg(bytes: Buffer): boolean {
  if (!startsWith(bytes, '\xff\xd8\xff')) return false
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) at += 2 + bytes.readUInt16BE(at + 2)
  if (bytes[at] !== 0xff || bytes[at + 1] !== 0xda) return false
  let end = bytes.length
  while (end > at && bytes[end - 1] === 0) end--
  return bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9
}

/** GIF: header, then blocks of stated length, and its mark at the end. */
function gif(bytes: Buffer): boolean {
  if (!(startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) || bytes.length < 14) return false
  const colours = (packed: number): number => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0)
  let at = 13 + colours(bytes[10] ?? 0)
  const skipBlocks = (): void => {
    while (at < bytes.length && bytes[at] !== 0) at += (bytes[at] ?? 0) + 1
    at++
  }
  while (at < bytes.length) {
    const mark = bytes[at]
    if (mark === 0x3b) return at === bytes.length - 1
    if (mark === 0x21) at += 2
    else if (mark === 0x2c && at + 10 < bytes.length) at += 11 + colours(bytes[at + 9] ?? 0)
    else return false
    skipBlocks()
  }
  return false
}

/** RIFF (WebP, WAV, AVI): the stated length is the real one, give or take a byte of filling. */
const riff =
  (kind: string): Shape =>
  (bytes) =>
    startsWith(bytes, 'RIFF') && startsWith(bytes, kind, 8) && Math.abs(bytes.readUInt32LE(4) + 8 - bytes.length) <= 1

/** MP4, HEIC, AVIF: boxes of stated length to the very end, the first of them `ftyp`. */
function boxes(bytes: Buffer): boolean {
  if (!startsWith(bytes, 'ftyp', 4)) return false
  let at = 0
  while (at + 8 <= bytes.length) {
    const short = bytes.readUInt32BE(at)
    const size = short === 1 && at + 16 <= bytes.length ? Number(bytes.readBigUInt64BE(at + 8)) : short
    if (size === 0) return startsWith(bytes, 'mdat', at + 4)
    if (size < 8) return false
    at += size
  }
  return at === bytes.length
}

/** WOFF and WOFF2 state their length. */
const woff =
  (signature: string): Shape =>
  (bytes) =>
    startsWith(bytes, signature) && bytes.length > 44 && bytes.readUInt32BE(8) === bytes.length

/** TrueType and OpenType: a table of contents whose parts end where the file does. */
function sfnt(bytes: Buffer): boolean {
  if (!['\0\x01\0\0', 'OTTO', 'true'].some((signature) => startsWith(bytes, signature)) || bytes.length < 12) return false
  const tables = bytes.readUInt16BE(4)
  if (tables === 0 || 12 + tables * 16 > bytes.length) return false
  let end = 0
  for (let table = 0; table < tables; table++) {
    const at = 12 + table * 16
    end = Math.max(end, bytes.readUInt32BE(at + 8) + bytes.readUInt32BE(at + 12))
  }
  return end <= bytes.length && bytes.length - end < 4
}

/** ICO: a table of contents whose parts end where the file does. */
function ico(bytes: Buffer): boolean {
  if (!(startsWith(bytes, '\0\0\x01\0') || startsWith(bytes, '\0\0\x02\0')) || bytes.length < 22) return false
  const pictures = bytes.readUInt16LE(4)
  if (pictures === 0 || 6 + pictures * 16 > bytes.length) return false
  let end = 0
  for (let picture = 0; picture < pictures; picture++) {
    const at = 6 + picture * 16
    end = Math.max(end, bytes.readUInt32LE(at + 8) + bytes.readUInt32LE(at + 12))
  }
  return end === bytes.length
}

const bmp: Shape = (bytes) => startsWith(bytes, 'BM') && bytes.length > 26 && bytes.readUInt32LE(2) === bytes.length

/** Ogg: pages of stated length to the very end. */
function ogg(bytes: Buffer): boolean {
  let at = 0
  while (at + 27 <= bytes.length) {
    if (!startsWith(bytes, 'OggS', at)) return false
    const segments = bytes[at + 26] ?? 0
    let size = 27 + segments
    for (let segment = 0; segment < segments; segment++) size += bytes[at + 27 + segment] ?? 0
    at += size
  }
  return at > 0 && at === bytes.length
}

/** Kinds that state no length: their signature, and nearly no text. */
const streamOf =
  (...signatures: readonly string[]): Shape =>
  (bytes) => {
    if (!signatures.some((signature) => startsWith(bytes, signature))) return false
    let longest = 0
    let run = 0
    for (const byte of bytes) {
      run = byte >= 0x20 && byte < 0x7f ? run + 1 : 0
      if (run > longest) longest = run
    }
    return longest < 200
  }

/** By ending, so that no picture stands where something else is expected. SVG is code, and not among them. */
const SHAPES: Readonly<Record<string, Shape>> = {
  png,
  jpg: jpeg,
  jpeg,
  gif,
  webp: riff('WEBP'),
  bmp,
  ico,
  cur: ico,
  avif: boxes,
  heic: boxes,
  mp4: boxes,
  m4a: boxes,
  mov: boxes,
  wav: riff('WAVE'),
  avi: riff('AVI '),
  woff: woff('wOFF'),
  woff2: woff('wOF2'),
  ttf: sfnt,
  otf: sfnt,
  ogg,
  oga: ogg,
  ogv: ogg,
  mp3: streamOf('ID3', '\xff\xfb', '\xff\xf3', '\xff\xf2'),
  flac: streamOf('fLaC'),
  webm: streamOf('\x1a\x45\xdf\xa3'),
  mkv: streamOf('\x1a\x45\xdf\xa3'),
}

const endingOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1).toLowerCase()

/** True when the name promises a picture, font or recording, so that its content is worth a look. */
export function isNamedMedia(path: string): boolean {
  return Object.hasOwn(SHAPES, endingOf(path))
}

/** True for a picture, font or recording that is nothing else as well. */
export function isMedia(path: string, content: Uint8Array): boolean {
  const ending = endingOf(path)
  const shape = Object.hasOwn(SHAPES, ending) ? SHAPES[ending] : undefined
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  return shape !== undefined && shape(bytes) && !binaryShowsCode(bytes)
}
