import { MODEL } from './evidence-text.ts'

/**
 * What a text says to be missing.
 * - `retired`, `gone`: the model, for good; said so that no moment can be meant.
 * - `gone-for-caller`: the same, for this caller.
 * - `unavailable`: the model, and nobody says for how long.
 * - `unknown`: the model, which may never have been there.
 * - `feature`: something that the request asked for beside the model.
 * - `thing`: a file, a job, an account: something else that can be missing.
 * - `address`: the path that was asked.
 */
export type Absence = 'retired' | 'gone' | 'gone-for-caller' | 'unavailable' | 'unknown' | 'feature' | 'thing' | 'address'

const RETIRED = String.raw`\b(?:(?:has|have) been|was|were|is|are)(?: now| already)? (?:deprecated|retired|decommissioned|discontinued|sunset)\b|\bend[- ]of[- ](?:its |the |their )?(?:life|service|support)\b|\bdeprecating state\b|模型.{0,10}(?:下线|停止服务)`
const GONE = String.raw`\bno longer (?:available|supported|served|offered|accessible|hosted)\b|\b(?:has|have) been (?:removed|withdrawn|suspended|disabled|shut ?down|turned off|taken (?:down|offline))\b|\b(?:was|were) (?:removed|withdrawn|shut ?down|taken (?:down|offline))\b`
const UNAVAILABLE = String.raw`\b(?:is|are|isn't|aren't|not|currently|temporarily)(?: currently| temporarily| not| yet)* (?:available|unavailable|accessible|enabled)\b|\bmodels? (?:un|not )available\b|\bmodels? disabled\b`
const UNKNOWN = String.raw`\bnot (?:be )?(?:found|exist|resolved?|recogni[sz]ed|deployed|supported|valid)\b|\bn't (?:exist|found|supported|valid)\b|\bno such\b|\b(?:un)?recogni[sz]ed\b|\b(?:is|identifier) invalid\b`

/** Phrases in the order of their weight. */
const PHRASES: readonly { readonly means: Absence; readonly phrase: RegExp }[] = [
  { means: 'retired', phrase: new RegExp(RETIRED, 'gi') },
  { means: 'gone', phrase: new RegExp(GONE, 'gi') },
  { means: 'unavailable', phrase: new RegExp(UNAVAILABLE, 'gi') },
  { means: 'unknown', phrase: new RegExp(UNKNOWN, 'gi') },
]

const MODEL_NOUN = new RegExp(
  String.raw`${MODEL}|\b(?:models?|deployments?|engines?)(?: versions?| family| ids?| names?| identifiers?)?\b`,
  'gi',
)
/** A model's own at clouds, a path's at others. */
const ENDPOINT_NOUN = /\bendpoints?\b/gi
/** What a request may ask for beside the model. A quoted name that is no model's is a parameter. */
const FEATURE_NOUN =
  /["'`][\w.\s-]{1,60}["'`]|\b(?:param(?:eter)?s?|fields?|arguments?|keywords?|propert(?:y|ies)|values?|headers?|features?|beta|betas|preview|options?|response[_ ]format|json[_ ](?:schema|object)|modes?|processing|structured outputs?|schemas?|formats?|tools?|tool[_ ]choice|tool[_ ]use|tool calling|functions?|function calling|stream(?:ing)?|images?|audio|vision|videos?|modalit(?:y|ies)|temperature|top[_ ]p|top[_ ]k|seed|logprobs|reasoning(?:[_ ]effort)?|thinking|effort|web search|search|caching|cache|service tier|context|on-demand|throughput|api[ -]version|capability|capabilities)\b/gi
/** What else can be missing. */
const THING_NOUN =
  /\b(?:jobs?|batch(?:es)?|files?|threads?|conversations?|containers?|assistants?|vector stores?|responses?|messages?|runs?|sessions?|fine-?tun(?:ing|es?)|accounts?|organi[sz]ations?|projects?|users?|customers?|keys?|tokens?|credentials?|subscriptions?|services?|apis?|billing|access|credits?|quotas?|plans?|tiers?|workspaces?|teams?)\b/gi
/** For whom, and not whether. */
const FOR_CALLER =
  /^.{0,40}\b(?:for|to|on|in|with|under|by|at|through|via) (?:new|your|this|the|free|current|existing|any)? ?(?:\w{1,20} ){0,2}(?:users?|customers?|accounts?|tiers?|plans?|subscriptions?|organi[sz]ations?|projects?|integrator|keys?|workspaces?|teams?|administrators?|admins?|owners?)\b/i
const FOR_FEATURE =
  /^.{0,20}\b(?:for|by|in|with|on|via) (?:the |this )?(?:\w{1,20} ){0,2}(?:api|endpoint|operation|method|mode|schema|json|streaming|tools?|images?)\b/i

const ADDRESS =
  /\binvalid url\b|\bunknown (?:request )?(?:url|path|route|endpoint)\b|\bunrecogni[sz]ed request url\b|\b(?:page|route|path|url|uri|<url>|<path>) (?:was )?not found\b|\bno (?:route|handler|matching route)\b|\bcannot (?:post|get)\b|\bmethod not allowed\b|\bno static resource\b|^the requested (?:url|<url>|<path>)/i
/** Says no more than its status. */
const BARE = /^(?:404:? )?(?:the )?(?:requested )?(?:resource )?(?:was )?not found\.?$/i
const NO_ENDPOINTS =
  /\bno (?:allowed |available |healthy )?(?:endpoints?|providers?|channels?|deployments?)\b.{0,20}?\b(?:found|available)\b(?<for>.{0,160})/i
const ROUTING = /\b(?:support|handle|tool|parameter|modalit|image|input)/i

/** `No such file`, `unrecognised model`: the thing stands behind. */
const FOLLOWED = /^(?:no such|unrecogni[sz]ed|recogni[sz]ed)$/i
const NAME_LENGTH = 40
/** Nothing behind this is read as what a phrase speaks of. */
const FARTHEST = 140
const MOST_PHRASES = 12

/**
 * What sentences say to be missing, or undefined. `subject` says what is meant where no noun does: a code may name the
 * model, and a status makes it likely. A likely one is never explicit, unless the clause has a word of its name.
 */
export function absenceIn(text: string, subject: 'model' | 'likely' | 'unknown', model = ''): Absence | undefined {
  if (ADDRESS.test(text) || text.split('\n').every((line) => BARE.test(line))) return 'address'
  const routed = NO_ENDPOINTS.exec(text)
  if (routed) return ROUTING.test(routed.groups?.['for'] ?? '') ? 'feature' : 'unknown'
  let other: Absence | undefined
  for (const { means, phrase } of PHRASES) {
    let seen = 0
    for (const match of text.matchAll(phrase)) {
      if (++seen > MOST_PHRASES) break
      const before = clauseBefore(text, match.index)
      const after = clauseAfter(text, match.index + match[0].length)
      const named = FOLLOWED.test(match[0]) ? subjectOf(after.slice(0, NAME_LENGTH)) : subjectOf(`${before}${match[0]}`)
      if (named === 'model' || (named === undefined && (subject === 'model' || sharesName(before, model))))
        return !/found|exist/i.test(match[0]) && FOR_FEATURE.test(after) ? 'feature' : ofModel(means, after)
      if (named === 'endpoint' || (named === undefined && subject === 'likely' && !speaksOfAnything(before))) return 'unknown'
      if (named !== undefined) other ??= named
    }
  }
  return other ?? (INVALID_MODEL.test(text) ? 'unknown' : undefined)
}

const INVALID_MODEL = new RegExp(
  String.raw`\b(?:invalid|unknown|unsupported|incorrect) (?:model|deployment|engine)\b|\bnot a valid (?:model|deployment)\b|\b(?:unable to|can ?not|could not) (?:access|find|resolve|load|use)[^\n]{0,30}(?:models?\b|${MODEL})|\bmodels? not (?:exist|found|supported|open|available)\b|模型不存在`,
  'i',
)

/** A code that speaks of a model, such as `invalid_model`. */
export const codesSpeakOfModel = (codes: string): boolean => INVALID_MODEL.test(codes)

const ofModel = (means: Absence, after: string): Absence => {
  if (!FOR_CALLER.test(after)) return means
  return means === 'gone' ? 'gone-for-caller' : means === 'retired' ? 'retired' : 'unknown'
}

/** The last noun of a clause: what stands nearest before a phrase, or in it. */
function subjectOf(before: string): 'model' | 'endpoint' | 'feature' | 'thing' | undefined {
  const nouns = [
    ['model', lastIndex(before, MODEL_NOUN)],
    ['endpoint', lastIndex(before, ENDPOINT_NOUN)],
    ['feature', lastIndex(before, FEATURE_NOUN)],
    ['thing', lastIndex(before, THING_NOUN)],
  ] as const
  const [subject, at] = nouns.reduce((nearest, noun) => (noun[1] > nearest[1] ? noun : nearest))
  return at === -1 ? undefined : subject
}

function lastIndex(text: string, noun: RegExp): number {
  let last = -1
  for (const match of text.matchAll(noun)) last = match.index + match[0].length
  return last
}

/** `Claude Fable 5`, where `us.anthropic.claude-fable-5-v1:0` was asked. */
const sharesName = (before: string, model: string): boolean =>
  model
    .slice(0, 100)
    .split(/[^A-Za-z]+/)
    .some((word) => word.length >= 4 && before.toLowerCase().includes(word.toLowerCase()))

/** A clause whose only words are a name may name a model that was asked for by another name. */
const speaksOfAnything = (before: string): boolean => /\b(?:it|this|that|which|request|you|your)\s*$/i.test(before)

function clauseBefore(text: string, end: number): string {
  const near = text.slice(Math.max(0, end - FARTHEST), end)
  return near.slice(Math.max(...[...near.matchAll(/[\n;!?]|\.\s|:\s/g)].map(({ index }) => index + 1), 0))
}

function clauseAfter(text: string, start: number): string {
  const near = text.slice(start, start + FARTHEST)
  const end = near.search(/[\n;!?]|\.(?:\s|$)/)
  return end === -1 ? near : near.slice(0, end)
}
