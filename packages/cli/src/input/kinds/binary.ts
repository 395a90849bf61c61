/** What binary data calls itself, by its first bytes. Only for words: none of these is harmless. */
const SIGNATURES: readonly (readonly [signature: string, words: string])[] = [
  ['PK\x03\x04', 'an archive (ZIP, or a Java or Office file)'],
  ['\x1f\x8b', 'an archive (gzip)'],
  ['7z\xbc\xaf', 'an archive (7z)'],
  ['BZh', 'an archive (bzip2)'],
  ['\xfd7zXZ', 'an archive (xz)'],
  ['\x28\xb5\x2f\xfd', 'an archive (zstd)'],
  ['\x7fELF', 'an executable (ELF)'],
  ['MZ', 'an executable (Windows)'],
  ['\xcf\xfa\xed\xfe', 'an executable (macOS)'],
  ['\xca\xfe\xba\xbe', 'compiled code (Java class or macOS)'],
  ['\0asm', 'compiled code (WebAssembly)'],
  ['%PDF-', 'a PDF'],
  ['SQLite format 3\0', 'a database (SQLite)'],
]

/** In words for a sentence: `It is …`. */
export function binaryWords(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16)).toString('latin1')
  return SIGNATURES.find(([signature]) => head.startsWith(signature))?.[1] ?? 'binary'
}
