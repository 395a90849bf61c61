import type { Sink } from './rule.ts'

/** A pattern that the text of a file must match before the sink can; null when there is none. */
export function hintOf(sink: Sink): RegExp | null {
  if (sink.hint) return sink.hint
  if (sink.on === 'call') return null
  if (sink.on === 'built') return sink.when.text ?? null
  if (sink.on === 'text') return new RegExp(sink.pattern.source, sink.pattern.flags.replace('g', ''))
  const name = sink.on === 'pair' ? sink.key : sink.to
  // Its anchors hold for one side of an assignment, not for a file.
  const bare = name.source.replace(/^\^/, '').replace(/\$$/, '')
  const separator = sink.on === 'pair' ? '(?::|=)' : '(?::[^=\\n]{0,80})?[-+*/%.|&:]?=(?!=)'
  return new RegExp(`(?:${bare})[\\w'"\`\\[\\]]*\\s*${separator}`, name.flags)
}

/** As few patterns as can be that match whatever one of these matches: each is one pass over a text. */
export function anyOf(patterns: readonly RegExp[]): readonly RegExp[] {
  // The number of a group would change among others.
  const isAlone = ({ source }: RegExp): boolean => /\\[1-9]/.test(source)
  const together = Map.groupBy(
    patterns.filter((pattern) => !isAlone(pattern)),
    ({ flags }) => flags,
  )
  return [
    ...patterns.filter(isAlone),
    ...[...together].map(([flags, some]) => new RegExp([...new Set(some.map(({ source }) => `(?:${source})`))].join('|'), flags)),
  ]
}
