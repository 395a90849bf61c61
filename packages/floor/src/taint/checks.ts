import type { Dialect } from '../language/dialect.ts'
import { type Scope, scopeBinding } from './scopes.ts'

/** A part of a condition that checks what it names. */
export interface Check {
  readonly text: string
  readonly at: number
}

/** Characters of a condition that are read. */
const LONGEST = 2000
/** A pattern that is given by its name. */
const NAMED_PATTERN = /(?<=\.(?:match|search)\()[A-Za-z_$][\w$]*(?=\))|(?<![\w$.])[A-Za-z_$][\w$]*(?=\.(?:test|exec)\()/g
const PATTERN = /^\/(?:\\.|[^/\\\n])+\/[a-z]*$/

/**
 * What the conditions of a scope check. Where a family knows checks that do not protect it, each part of a condition
 * stands by itself, so that a check of one value does not speak for its neighbour.
 */
export function checksIn(scope: Scope, { guards }: Dialect, weak: RegExp | undefined): readonly Check[] {
  if (!weak)
    return scope.conditions.flatMap(({ condition, start }) => (guards.test(condition) ? { text: condition, at: start } : []))
  return scope.conditions.flatMap(({ condition, start }) =>
    withPatterns(condition.slice(0, LONGEST), scope)
      .split(/&&|\|\|/)
      .flatMap((part) => (guards.test(part.replace(weak, '')) ? { text: plainMembers(part), at: start } : [])),
  )
}

/** Puts the pattern in the place of its name, where the file gives it one. */
function withPatterns(condition: string, scope: Scope): string {
  return condition.replace(NAMED_PATTERN, (name) => {
    const from = scopeBinding(scope, name)?.bindings.get(name)?.[0]?.from
    return from && 'expression' in from && PATTERN.test(from.expression) ? from.expression : name
  })
}

/** `req?.query['id']` → `req.query.id` */
function plainMembers(text: string): string {
  return text.replace(/\?\.(?=[\w$[])/g, '.').replace(/\.?\[\s*['"`]([\w$-]{1,80})['"`]\s*\]/g, '.$1')
}

/** A chain as it stands in a text, or an owner of it that is named as a whole. */
export function wordsOf(chain: string): RegExp {
  const parts = chain.split('.').map((part) => part.replace(/[^\w]/g, String.raw`\$&`))
  const owners = parts.slice(1).map((_, index) => `${parts.slice(0, index + 1).join('\\.')}(?![\\w$.[?])`)
  return new RegExp(`(?<![\\w$.])(?:${[`${parts.join('\\.')}(?![\\w$])`, ...owners].join('|')})`)
}
