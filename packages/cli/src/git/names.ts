const strictText = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A name as git keeps it: bytes. Reports need text, and the file system needs the bytes back. */
export interface GitName {
  readonly bytes: Buffer
  /** As text; bytes that are no UTF-8 are written as `\xNN`. */
  readonly text: string
}

/** Bytes as text that no other bytes have. */
function escaped(bytes: Buffer): string {
  let text = ''
  for (const byte of bytes) {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x5c
    text += plain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`
  }
  return text
}

/**
 * A name for reports. Every name has its own text, so that two files of a repository never share a line of the coverage: one
 * that looks as if it were escaped is.
 */
export function gitName(bytes: Buffer): GitName {
  try {
    const text = strictText.decode(bytes)
    return { bytes, text: text.includes(String.raw`\x`) ? escaped(bytes) : text }
  } catch {
    return { bytes, text: escaped(bytes) }
  }
}

/** The name of something inside a folder of the repository, for the file system. */
export function fileOf(top: string, { bytes, text }: GitName): string | Buffer {
  return Buffer.from(text).equals(bytes) ? `${top}/${text}` : Buffer.concat([Buffer.from(`${top}/`), bytes])
}
