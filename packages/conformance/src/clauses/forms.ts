import type { Bench } from '../bench.ts'
import type { CallForm, Clause } from '../clause.ts'

interface ClauseOfBothForms extends Omit<Clause, 'form' | 'check'> {
  readonly check: (bench: Bench, form: CallForm) => Promise<void>
}

/** The same promise for whole answers and for streams. */
export function inBothForms({ name, group, needs, check }: ClauseOfBothForms): readonly Clause[] {
  return [
    { name, group, needs, form: 'unary', check: (bench) => check(bench, 'unary') },
    { name, group, needs: [...needs, 'streaming'], form: 'stream', check: (bench) => check(bench, 'stream') },
  ]
}
