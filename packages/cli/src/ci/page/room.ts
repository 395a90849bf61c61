/** Longest path, title or sentence of somebody else's on a page, in characters. */
const LONGEST_TEXT = 300

/** GitHub counts a comment in characters and a check in bytes; bytes are never fewer. */
export const sizeOf = (text: string): number => Buffer.byteLength(text)

/** A text as a page takes it: its beginning, before it is encoded. */
export function shortened(text: string, longest: number = LONGEST_TEXT): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
}

/** A path as a page takes it: its end, which tells most. */
export function shortPath(path: string): string {
  return path.length <= LONGEST_TEXT ? path : `…${path.slice(1 - LONGEST_TEXT)}`
}

/** Parts that fit into a number of bytes, and how many were left out. */
export function fitting(parts: readonly string[], room: number): { readonly shown: readonly string[]; readonly left: number } {
  let size = 0
  const end = parts.findIndex((part) => (size += sizeOf(part) + 2) > room)
  const shown = end === -1 ? parts : parts.slice(0, end)
  return { shown, left: parts.length - shown.length }
}
