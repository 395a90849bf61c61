import { checkMembers, checkText, checkWord, refuseOption } from '@understudy/spec'
import type { Condition } from './pattern.ts'

/** One line of a policy. Members that are absent mean any; words may hold `*`. */
export interface PolicyRule {
  /** Named in reports when the rule decides. */
  readonly id: string
  readonly effect: 'allow' | 'deny'
  /** Values of the subject's `repositoryClass`. */
  readonly repositoryClasses?: readonly string[]
  /** A vendor's own hosts are that vendor, whatever adapter sends there. */
  readonly vendors?: readonly string[]
  /** Short ids, `vendor/model`. A rule that denies a model also denies its dated and numbered snapshots. */
  readonly models?: readonly string[]
  /** Endpoints, as addresses or host names: `https://api.openai.com/*`, `gateway.acme.example`. */
  readonly endpoints?: readonly string[]
  /** Serving regions, as the channel pins them. */
  readonly regions?: readonly string[]
  /** Residency classes: `us`, `eu`, `global`, `local`, … */
  readonly residencies?: readonly string[]
  /** What the vendor keeps of a call: `none`, `30d`, … */
  readonly retentions?: readonly string[]
  readonly tasks?: readonly string[]
  readonly principals?: readonly Condition[]
  /** For people, when it denies. */
  readonly why?: string
}

/** Who may send which code where. Any rule that denies outweighs those that allow. */
export interface Policy {
  /** For the path of errors and for reports. @default 'policy' */
  readonly name?: string
  /** What holds when no rule says anything. */
  readonly otherwise: 'allow' | 'deny'
  readonly rules: readonly PolicyRule[]
}

const LISTS = ['repositoryClasses', 'vendors', 'models', 'endpoints', 'regions', 'residencies', 'retentions', 'tasks'] as const

/** Gives back a policy that is complete and has no member that means nothing. @throws InvalidOptionError */
export function checkPolicy(policy: Policy, path: string): Policy {
  if (typeof policy !== 'object' || policy === null) return refuseOption(path, 'an object with otherwise and rules', policy)
  checkMembers(path, policy, ['name', 'otherwise', 'rules'])
  checkWord(`${path}.otherwise`, policy.otherwise, ['allow', 'deny'])
  if (!Array.isArray(policy.rules)) refuseOption(`${path}.rules`, 'a list', policy.rules)
  const ids = new Set<string>()
  for (const [index, rule] of policy.rules.entries()) {
    const place = `${path}.rules[${index}]`
    checkRule(rule, place)
    if (ids.has(rule.id)) refuseOption(`${place}.id`, 'a name that no other rule has', rule.id)
    ids.add(rule.id)
  }
  return policy
}

function checkRule(rule: PolicyRule, path: string): void {
  if (typeof rule !== 'object' || rule === null) refuseOption(path, 'an object', rule)
  checkMembers(path, rule, ['id', 'effect', 'principals', 'why', ...LISTS])
  checkText(`${path}.id`, rule.id)
  checkWord(`${path}.effect`, rule.effect, ['allow', 'deny'])
  for (const list of LISTS) if (rule[list] !== undefined) checkWords(`${path}.${list}`, rule[list])
  for (const [index, condition] of (rule.principals ?? []).entries()) {
    const place = `${path}.principals[${index}]`
    checkMembers(place, condition, ['attribute', 'in', 'notIn'])
    checkText(`${place}.attribute`, condition.attribute)
    if ((condition.in === undefined) === (condition.notIn === undefined))
      refuseOption(place, 'given exactly one of in and notIn', condition)
    checkWords(`${place}.${condition.in ? 'in' : 'notIn'}`, condition.in ?? condition.notIn)
  }
}

/** An empty list would mean "none", which nobody who writes one expects; so it is refused. */
function checkWords(path: string, words: unknown): void {
  if (!Array.isArray(words) || words.length === 0) refuseOption(path, 'a list of at least one word', words)
  for (const [index, word] of (words as unknown[]).entries()) checkText(`${path}[${index}]`, word)
}
