import type { SgNode } from '@ast-grep/napi'

/** A piece of the file, as offsets in its text (UTF-16 units). */
export interface Span {
  readonly start: number
  readonly end: number
}

export function spanOf(node: SgNode): Span {
  const { start, end } = node.range()
  return { start: start.index, end: end.index }
}

/** A child by its field, or by its position among the named children. */
export function part(node: SgNode, field: string | number): SgNode | null {
  return typeof field === 'string' ? node.field(field) : (node.namedChildren()[field] ?? null)
}
