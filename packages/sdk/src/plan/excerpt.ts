import type { SourceFile } from '@understudy/spec'
import { splitLines } from './lines.ts'
import { estimateLineTokens } from './tokens.ts'

/** As much of a file around some lines as fits `tokens`: the lines themselves first, then alternately before and after. */
export function excerptAround(file: SourceFile, startLine: number, endLine: number, tokens: number): SourceFile {
  const lines = splitLines(file.content)
  const costs = lines.map(estimateLineTokens)
  const last = Math.max(0, lines.length - 1)
  let from = Math.min(Math.max(0, startLine - 1), last)
  let to = Math.min(Math.max(from, endLine - 1), last)
  let spent = costs.slice(from, to + 1).reduce((sum, cost) => sum + cost, 0)
  for (let upwards = true, blocked = 0; blocked < 2; upwards = !upwards) {
    const next = upwards ? from - 1 : to + 1
    const cost = costs[next]
    if (cost === undefined || spent + cost > tokens) {
      blocked++
      continue
    }
    blocked = 0
    spent += cost
    if (upwards) from = next
    else to = next
  }
  if (from === 0 && to === last) return file
  return { path: file.path, content: lines.slice(from, to + 1).join('\n'), firstLine: from + 1 }
}
