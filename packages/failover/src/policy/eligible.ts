import type { Channel, TaskName } from '@understudy/spec'
import { endpointNames, modelNames, vendorNames } from './names.ts'
import { fitsAny, fulfils, type Subject } from './pattern.ts'
import type { Policy, PolicyRule } from './policy.ts'

/** A target as far as policy is concerned; a `ModelAdapter` fits. */
export interface Governed {
  readonly id: string
  readonly model: string
  readonly channel: Channel
}

/** Whether a target may see this code, and which rule says so. */
export interface Eligibility {
  readonly permitted: boolean
  /** `policy/rule`, or `policy/otherwise` when no rule spoke. */
  readonly rule: string
  readonly why: string
}

/** The answer where nobody set a policy. */
export const UNRESTRICTED: Eligibility = Object.freeze({ permitted: true, rule: 'none', why: 'No policy is set.' })

/**
 * Whether every policy lets this target see the subject's code for this task. More policies only narrow: what a repository
 * brings along can never allow what the operator's policy denies.
 */
export function eligible(policies: readonly Policy[], subject: Subject, target: Governed, task: TaskName): Eligibility {
  let answer = UNRESTRICTED
  for (const policy of policies) {
    answer = decide(policy, subject, target, task)
    if (!answer.permitted) return answer
  }
  return answer
}

function decide(policy: Policy, subject: Subject, target: Governed, task: TaskName): Eligibility {
  const name = policy.name ?? 'policy'
  const denying = policy.rules.find((rule) => rule.effect === 'deny' && applies(rule, subject, target, task, true))
  if (denying)
    return { permitted: false, rule: `${name}/${denying.id}`, why: denying.why ?? `The rule ${denying.id} of ${name} denies it.` }
  const allowing = policy.rules.find((rule) => rule.effect === 'allow' && applies(rule, subject, target, task, false))
  if (allowing)
    return {
      permitted: true,
      rule: `${name}/${allowing.id}`,
      why: allowing.why ?? `The rule ${allowing.id} of ${name} allows it.`,
    }
  const permitted = policy.otherwise === 'allow'
  const why = permitted ? `No rule of ${name} denies it.` : `No rule of ${name} allows it.`
  return { permitted, rule: `${name}/otherwise`, why }
}

/**
 * Whether a rule means this case. What is not known (a class, a region, a residency, what a vendor keeps) counts as meant by a rule
 * that denies and as not meant by one that allows: `ifUnknown`.
 */
function applies(rule: PolicyRule, subject: Subject, target: Governed, task: TaskName, ifUnknown: boolean): boolean {
  const { channel } = target
  const known = (patterns: readonly string[] | undefined, value: string | undefined): boolean =>
    patterns === undefined || (value === undefined || value === '' ? ifUnknown : fitsAny(patterns, value))
  const any = (patterns: readonly string[] | undefined, names: (target: Governed, wide: boolean) => readonly string[]): boolean =>
    patterns === undefined || names(target, ifUnknown).some((name) => fitsAny(patterns, name))
  return (
    known(rule.repositoryClasses, Object.hasOwn(subject, 'repositoryClass') ? subject['repositoryClass'] : undefined) &&
    any(rule.vendors, vendorNames) &&
    any(rule.models, modelNames) &&
    any(rule.endpoints, endpointNames) &&
    known(rule.regions, channel.region) &&
    inResidency(rule.residencies, channel.residency, ifUnknown) &&
    known(rule.retentions, channel.retention) &&
    fitsAny(rule.tasks, task) &&
    fulfils(rule.principals, subject, ifUnknown)
  )
}

/** What is served from anywhere may be served from wherever a rule denies; one that allows `global` allows just that. */
function inResidency(patterns: readonly string[] | undefined, residency: string | undefined, ifUnknown: boolean): boolean {
  if (patterns === undefined) return true
  const anywhere = residency === undefined || residency === '' || residency.toLowerCase() === 'global'
  return anywhere ? ifUnknown || fitsAny(patterns, 'global') : fitsAny(patterns, residency)
}
