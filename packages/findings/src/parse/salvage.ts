import { MAX_DEPTH, parseDocument } from './document.ts'
import { scanJson } from '@understudy/spec'

/** Where a list of findings begins. */
const FINDINGS = /"findings"\s*:\s*\[/g

/** An answer that begins its list again and again is up to something. */
const MOST_LISTS = 4

/**
 * The whole objects of every list of findings in a text that is no JSON as a whole: one that was cut, fenced, or has prose around
 * it. They prove nothing about what else there was; each must still be checked like any other.
 */
export function salvageEntries(text: string, most: number): readonly unknown[] {
  const entries: unknown[] = []
  let lists = 0
  // Of whatever kind: a text of a million broken entries must not cost a million tries.
  let looked = 0
  for (const { index, 0: opening } of text.matchAll(FINDINGS)) {
    if (++lists > MOST_LISTS) break
    let at = index + opening.length
    while (looked < most) {
      while (/[\s,]/.test(text.charAt(at))) at++
      if (text.charAt(at) !== '{') break
      const rest = text.slice(at)
      const { end } = scanJson(rest, MAX_DEPTH)
      if (end === -1) break
      looked++
      const parsed = parseDocument(rest.slice(0, end))
      if (parsed.ok) entries.push(parsed.value)
      at += end
    }
  }
  return entries
}
