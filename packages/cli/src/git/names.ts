const strictText = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A name as git keeps it: bytes. Reports need text, and the file system needs the bytes back. */
export interface GitName {
  readonly bytes: Buffer
  /** As text; bytes that are no UTF-8 are written as `\xNN`. */
  readonly text: string
}

/** A name for reports. Every name has its own: two files of a repository never share a line of the coverage. */
export function gitName(bytes: Buffer): GitName {
  try {
    return { bytes, text: strictText.decode(bytes) }
  } catch {
    let text = ''
    for (const byte of bytes) {
      const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x5c
      text += plain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`
    }
    return { bytes, text }
  }
}

/** The name of something inside a folder of the repository, for the file system. */
export function fileOf(top: string, { bytes, text }: GitName): string | Buffer {
  return Buffer.from(text).equals(bytes) ? `${top}/${text}` : Buffer.concat([Buffer.from(`${top}/`), bytes])
}
