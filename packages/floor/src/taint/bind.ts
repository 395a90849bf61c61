import type { Dialect } from '../language/dialect.ts'
import { argumentsOf } from './arguments.ts'
import type { Facts } from '../syntax/facts.ts'
import { type Scope, scopeBinding, type ScopeTree, scopesOf } from './scopes.ts'
import { splitAt, type Token, tokenize } from './tokens.ts'

/** The names of a file, each with the expressions it is made of. */
export function bindNames(facts: Facts, dialect: Dialect): ScopeTree {
  const tree = scopesOf(facts)
  for (const scope of tree.all) if (scope.fact) bindParameters(tree, scope, dialect, facts.text)
  for (const fact of facts.flow.bindings) {
    const { right } = fact
    for (const { name, path } of targetsOf(fact.left, dialect)) {
      const own = tree.at(fact.start)
      // An assignment without a declaration belongs to the scope that declared the name.
      const scope = isDeclaration(facts.text, fact.start) ? own : (scopeBinding(own, name) ?? own)
      const expression = path && /^[\w$.?[\]'"]+$/.test(right) ? `${right}.${path}` : right
      tree.bind(scope, { name, at: fact.end, from: { expression }, how: PART.test(fact.left) ? 'append' : fact.how, span: fact })
    }
  }
  for (const fact of dialect.fills ? facts.calls : []) {
    for (const fill of dialect.fills ?? []) {
      if (!fill.callee.test(fact.callee)) continue
      const list = argumentsOf(fact.argumentText, dialect.lexicon)
      const names = list
        .slice(fill.argument, fill.onwards ? undefined : fill.argument + 1)
        .flatMap(({ text }) => /[\p{L}_$][\p{L}\p{N}_$]*/u.exec(text)?.[0] ?? [])
      const made =
        fill.from === undefined || fill.from === 'request'
          ? null
          : list
              .slice(fill.from)
              .map((one) => one.text)
              .join(' + ')
      const from = made === null ? { expression: 'floor_request_source' } : { expression: made }
      const own = tree.at(fact.start)
      for (const name of names) tree.bind(scopeBinding(own, name) ?? own, { name, at: fact.end, from, how: 'append', span: fact })
    }
  }
  tree.sort()
  return tree
}

/** `line[length]`: what is assigned to a part leaves the rest as it was. */
const PART = /^[\w$.>*-]+\[[^\]]*\]$/

function isDeclaration(text: string, start: number): boolean {
  return /(?:\b(?:const|let|var|for|val)\b[^;]{0,200}|\(\s*)$/.test(text.slice(Math.max(0, start - 24), start))
}

/** Characters before a function that are looked at for a decorator. */
const DECORATORS = 300

function bindParameters(tree: ScopeTree, scope: Scope, dialect: Dialect, file: string): void {
  const fact = scope.fact
  if (!fact) return
  const list = argumentsOf(fact.parameters, dialect.lexicon)
  const afterwards = list.slice(1).some(({ text }) => /^_?(?:res|response|reply)\b/.test(text))
  const routed = dialect.routes?.test(file.slice(Math.max(0, fact.start - DECORATORS), fact.start)) === true
  for (const { text } of list) {
    const stands =
      dialect.parameterSources?.find(({ declaration }) => declaration.test(text))?.stands ??
      (routed && isData(text, dialect) ? 'floor_request_source' : undefined)
    for (const { name, path } of targetsOf(text, dialect)) {
      const base = stands ?? (path && (afterwards || /^(?:req|request)$/.test(path)) ? 'req' : undefined)
      const from = base ? { expression: path ? `${base}.${path}` : base } : { parameter: fact.callback ? '' : text }
      if (base === name) continue
      tree.bind(scope, { name, at: fact.bodyStart, from, how: 'parameter', span: { start: fact.start, end: fact.bodyStart } })
    }
  }
}

/** A parameter that a router fills from the path, the query or the body. */
function isData(text: string, { plainParameters, harmlessParameters }: Dialect): boolean {
  return !plainParameters.test(/^\w*/.exec(text)?.[0] ?? '') && !harmlessParameters?.test(text) && !/\bDepends\(/.test(text)
}

interface Target {
  readonly name: string
  /** Member of the right side that the name stands for, in a destructuring. */
  readonly path: string
}

/** The names that the left side of an assignment, or a parameter, binds. */
export function targetsOf(left: string, dialect: Dialect): readonly Target[] {
  const simple = /^(?:this\.)?([\p{L}_$][\p{L}\p{N}_$]*)$/u.exec(left)
  if (simple?.[1]) return [{ name: simple[1], path: '' }]
  const tokens = tokenize(left, dialect.lexicon)
  return destructured(tokens, '', dialect)
}

function destructured(tokens: readonly Token[], path: string, dialect: Dialect): readonly Target[] {
  const group = tokens.find((token) => token.type === 'group')
  if (group?.type === 'group' && tokens[0] === group && group.open !== '(') {
    return splitAt(group.items, ',').flatMap((item) => {
      const [target = []] = splitAt(item, '=')
      const [key, value] = splitAt(target, ':')
      const name = key?.findLast((token) => token.type === 'name')
      if (group.open === '[') return destructured(target, path, dialect)
      if (name?.type !== 'name') return []
      const inner = path ? `${path}.${name.text}` : name.text
      return value ? destructured(value, inner, dialect) : [{ name: name.text, path: inner }]
    })
  }
  // `a, b`, `*p`, `final String s`, `name: string = ''`, `buf[32]`
  return splitAt(tokens, ',').flatMap((piece) => {
    const [declared = []] = splitAt(piece, '=')
    const [beforeType = []] = splitAt(declared, ':')
    const names = beforeType.filter((token) => token.type === 'name')
    const name = dialect.namesFirst ? names[0] : names.at(-1)
    return name?.type === 'name' ? [{ name: name.text, path }] : []
  })
}
