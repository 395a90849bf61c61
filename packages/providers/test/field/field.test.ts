import { FAILURE_RULES } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { classify, waitMs } from '../../src/classify/index.ts'
import type { FieldBody } from './body.ts'
import { FIELD } from './index.ts'
import { signsOf } from './signs.ts'

/** What classification makes of an answer. */
function meaningOf(fact: FieldBody) {
  const signs = signsOf(fact)
  const found = classify(signs)
  return { ...found, waitMs: waitMs({ ...signs.wait, kind: found.kind }) }
}

describe('an answer of the field means what it says', () => {
  it.each(FIELD.map((fact, index) => ({ ...fact, index })))('$index $from $status $source', (fact) => {
    const { kind, explicit, scope, waitMs: wait } = meaningOf(fact)
    expect({ kind, explicit, scope: scope ?? FAILURE_RULES[kind].scope, waitMs: wait }).toEqual({
      kind: fact.kind,
      explicit: fact.explicit,
      scope: fact.scope ?? FAILURE_RULES[fact.kind].scope,
      waitMs: fact.waitMs,
    })
  })

  it('has at least 150 of them, each with its source', () => {
    expect(FIELD.length).toBeGreaterThanOrEqual(150)
    expect(FIELD.filter(({ source }) => !/^[\w.-]+\/[\w.-]+#\d+$|^https:\/\//.test(source))).toEqual([])
  })
})
