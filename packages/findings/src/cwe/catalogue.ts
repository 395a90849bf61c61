import { CWE_CATEGORIES, CWE_TABLE } from './table.generated.ts'

/** One weakness of MITRE's list, as far as comparing needs it. */
export interface Weakness {
  readonly id: number
  readonly name: string
  readonly abstraction: 'pillar' | 'class' | 'base' | 'variant' | 'compound'
  /** What MITRE says of using it as the class of a flaw. */
  readonly usage: 'allowed' | 'review' | 'discouraged' | 'prohibited'
  /** In view 1000, the research concepts. */
  readonly parents: readonly number[]
}

const ABSTRACTIONS = { P: 'pillar', C: 'class', B: 'base', V: 'variant' } as const
const USAGES = { a: 'allowed', r: 'review', d: 'discouraged', p: 'prohibited' } as const

interface Catalogue {
  readonly weaknesses: ReadonlyMap<number, Weakness>
  readonly categories: ReadonlySet<number>
}

let catalogue: Catalogue | undefined

/** Read at the first question, about a millisecond: most programs that import this package ask none. */
function loaded(): Catalogue {
  catalogue ??= {
    weaknesses: new Map(
      CWE_TABLE.split('\n')
        .map(readLine)
        .map((weakness) => [weakness.id, weakness]),
    ),
    categories: new Set(CWE_CATEGORIES.split(',').map(Number)),
  }
  return catalogue
}

function readLine(line: string): Weakness {
  const [id = '', kind = '', parents = '', name = ''] = line.split('|')
  return {
    id: Number(id),
    name,
    abstraction: ABSTRACTIONS[kind[0] as keyof typeof ABSTRACTIONS] ?? 'compound',
    usage: USAGES[kind[1] as keyof typeof USAGES],
    parents: parents === '' ? [] : parents.split(',').map(Number),
  }
}

/** `CWE-89` or 89. Undefined for a category and for an id that the list does not have. */
export function weakness(id: string | number): Weakness | undefined {
  return loaded().weaknesses.get(cweNumber(id))
}

/** Every weakness of the list, by id and name. */
export function weaknessTitles(): Iterable<Pick<Weakness, 'id' | 'name'>> {
  return loaded().weaknesses.values()
}

export function isCategory(id: string | number): boolean {
  return loaded().categories.has(cweNumber(id))
}

export function cweNumber(id: string | number): number {
  return typeof id === 'number' ? id : Number(id.replace(/^CWE-/, ''))
}

/** Every ancestor with the fewest steps to it, itself included with 0. */
export function ancestors(id: number): ReadonlyMap<number, number> {
  const steps = new Map([[id, 0]])
  // A map is walked in the order of insertion, new entries included: breadth first.
  for (const [at, step] of steps) {
    for (const parent of weakness(at)?.parents ?? []) if (!steps.has(parent)) steps.set(parent, step + 1)
  }
  return steps
}
