/** Texts of a finding that are longer than this are cut: they come from models and foreign tools. */
export const LONGEST_TITLE = 200
export const LONGEST_TEXT = 4000

/** Trimmed, and cut with an ellipsis. */
export function clipped(text: string, longest: number): string {
  const trimmed = text.trim()
  return trimmed.length > longest ? `${trimmed.slice(0, longest - 1)}…` : trimmed
}
