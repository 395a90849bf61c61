import type { Family } from '@understudy/spec'

/** A score from which a statement is taken for the place where the harm is done. */
export const STRONG = 2

/** Families whose flaw is that something is not there. They have no sink, so the function is what they are known by. */
const ABSENCES: ReadonlySet<Family> = new Set([
  'missing-authentication',
  'missing-authorization',
  'cross-site-request-forgery',
  'race-condition',
])

export function isAbsence(family: Family): boolean {
  return ABSENCES.has(family)
}

/**
 * Calls and words that do the harm of a family, in the languages of the corpus. They only choose between statements that
 * a model quoted together, so a word too few costs nothing where it quoted one.
 */
const SINKS: Partial<Readonly<Record<Family, RegExp>>> = {
  'sql-injection':
    /\bselect\b.*\b(?:from|where)\b|\binsert\s+into\b|\bupdate\b.*\bset\b|\bdelete\s+from\b|(?:query|execute\w*|prepare\w*|exec|raw|rows|queryrow)\w*(?:<[^>]*>)?\s*\(/is,
  'nosql-injection': /\$where|\bxpath\w*[\w.]*\s*\(|\.evaluate\s*\(|\.(?:find\w*|aggregate|update\w*|delete\w*|count\w*)\s*\(/i,
  'command-injection':
    /\b(?:exec\w*|spawn\w*|system|popen\w*|shell_exec|passthru|subprocess\.\w+|command(?:context)?|processbuilder|start)\s*\(/i,
  'code-injection': /\b(?:eval|exec|compile|execfile|runin\w+|setTimeout|import_module)\s*\(|new\s+Function|\bFunction\s*\(/i,
  'template-injection': /(?:render\w*|compile|template\w*|from_?string|\.parse)\s*\(/i,
  'ldap-injection': /\.search\w*\s*\(|\bldap_(?:search|list|read)\s*\(/i,
  'xml-external-entity': /pars\w*\s*\(|noent|setfeature|fromstring/i,
  'header-injection': /(?:set|add|append|write)\w*header\w*\s*\(|writehead\s*\(|\.write\s*\(|headers?\[/i,
  'log-injection': /(?:console|log\w*)\.\w+\s*\(|\bsyslog\s*\(|printf\w*\s*\(/i,
  'path-traversal':
    /(?:read|write|open|send|unlink|create|remove|delete|copy)\w*\s*\(|new\s+file\w*\s*\(|\b(?:include|require)(?:_once)?\s*[("'$]/i,
  'server-side-request-forgery':
    /\b(?:fetch|axios|urlopen|dial|curl_(?:init|exec|easy_perform)|openconnection)\b[\w.]*\s*\(|\brequest(?:\.(?:get|post|put|head))?\s*\(|curlopt_url\b|(?:http|requests|client|axios|got)\.\w+(?:<[^>()]*>)?\s*\(/i,
  'cross-site-scripting':
    /innerhtml|outerhtml|dangerouslyset|document\.write|\.(?:send|html|append|end)\s*\(|render_template_string|fprintf\s*\(|html\s*\+?=|print(?:ln)?\s*\(|\bexecute(?:template)?\s*\(|\becho\b|mark_safe|\bmarkup\s*\(|httpresponse\s*\(|bypasssecuritytrust/i,
  'open-redirect': /redirect\w*\s*\(|location(?:\.href)?\s*=/i,
  'unsafe-deserialization': /(?:deseriali[sz]e|unseriali[sz]e|loads?|readobject|unmarshal)\s*\(/i,
  'prototype-pollution': /\w\[[^\]'"]+\]\s*=(?!=)/,
  'file-upload': /multer|upload\w*\s*\(|\.(?:save|mv|transferto|write\w*)\s*\(/i,
  'weak-cryptography':
    /md5|sha-?1\b|\bdes\b|rc4|ecb|createcipher\w*|createdecipher\w*|createhash|messagedigest|getinstance|\.decode\s*\(|pbkdf2\w*\s*\(/i,
  'weak-randomness': /math\.random|\b(?:mt_|[ms])?rand(?:om|int|range)?\b[\w.]*\s*\(|new\s+random/i,
  'hardcoded-secret':
    /(?:key|secret|token|passw\w*|pwd|credential)\w*["']?\s*(?:\[\]\s*)?(?:=|:=|:|,)\s*["'`]|["'`](?:sk_|ghp_|AKIA|-----BEGIN)|=\s*\w?["'`][\w+/=.@-]{16,}["'`]|(?:login|auth\w*|pw_set|password\w*)\s*\([^)]*["'`][^"'`]{6,}["'`]/i,
  'certificate-validation':
    /rejectunauthorized|verify\s*=|insecureskipverify|checkservertrusted|verify_none|hostnameverifier|sslcontext\.|new\s+trustmanager|verify_?(?:peer|host)/i,
  'session-management': /cookie\w*\s*\(|set-cookie|httponly|session\.\w+\s*=|session\w*\s*\(\s*\{|expires|maxage|\bsign\s*\(/i,
  'information-exposure': /\.(?:json|send|write|end)\s*\(|stack|console\.|log\w*\.|print\w*\s*\(/i,
  'cors-misconfiguration': /allow-origin|cors\s*\(|origin\s*:/i,
  'memory-safety': /\b(?:str\w*cpy|str\w*cat|v?sprintf|gets|scanf|memcpy|memmove|free|alloca)\s*\(/,
  'integer-overflow': /alloc\w*\s*\(|\*\s*sizeof|make\s*\(/i,
  'denial-of-service': /new\s+array|alloc\w*\s*\(|\.repeat\s*\(|regexp?\s*\(|readall|\bmake\s*\(|range\s*\(/i,
}

/** Code put together from parts: concatenation, interpolation, formatting. */
const COMPOSED =
  /\$\{|"[^"\n]{0,300}\$[A-Za-z_]|["']\s*\.\s*\$|["'`]\s*[+%]\s*[\w(][\w.[\]]*(?!["'`\w])|[\w)\]]\s*\+\s*["'`]|\bf["']|\.format\s*\(|sn?printf|String\.format/i

const COMPOSING: ReadonlySet<Family> = new Set([
  'sql-injection',
  'nosql-injection',
  'command-injection',
  'cross-site-scripting',
  'log-injection',
  'header-injection',
  'path-traversal',
])

/** Sinks that outrank the others of their family: what is answered tells more people than what is logged. */
const GRAVER: Partial<Readonly<Record<Family, RegExp>>> = {
  'information-exposure': /stack|\.(?:json|send|write|end)\s*\(/i,
}

/** Families whose flaw is the value itself, from where it is made to where it is used: one flow is one flaw. */
const VALUES: ReadonlySet<Family> = new Set([
  'weak-cryptography',
  'weak-randomness',
  'hardcoded-secret',
  'certificate-validation',
  'integer-overflow',
  'unsafe-deserialization',
  'xml-external-entity',
])

/** Whether a sink that gets its value from another one of the family tells the same flaw. */
export function isValueFlaw(family: Family): boolean {
  return VALUES.has(family)
}

/** What makes a statement a flaw of its own, whatever it was given: an algorithm, a generator, a literal. */
const ALONE: Partial<Readonly<Record<Family, RegExp>>> = {
  'weak-cryptography': /md[245]|sha-?1\b|\bdes\b|des-|3des|desede|rc4|ecb/i,
  'weak-randomness': SINKS['weak-randomness'] as RegExp,
  'hardcoded-secret': /[=:(,]\s?["'`][^"'`\s:/.]{8,200}["'`]/,
  'unsafe-deserialization': /pickle|yaml\.(?:load|unsafe)|unserialize|readobject|marshal|binaryformatter|objectinputstream/i,
}

/** Whether a statement would be the same flaw without the values that an earlier one gave it: then there are two. */
export function standsAlone(family: Family, text: string, given: readonly string[]): boolean {
  const alone = ALONE[family]
  if (!alone) return false
  const names = new Set(given)
  return alone.test(text.replace(/[\p{L}_$][\p{L}\p{N}_$]*/gu, (name) => (names.has(name) ? '' : name)))
}

/** The highest score that a statement can have in a family. */
export function highestScore(family: Family): number {
  return COMPOSING.has(family) || GRAVER[family] ? STRONG + 1 : STRONG
}

/** 0 for a statement that only stands by; `STRONG` and more for a sink, most for one that is composed of parts. */
export function sinkScore(family: Family, text: string): number {
  const sink = SINKS[family]
  if (!sink?.test(text)) return 0
  const grave = COMPOSING.has(family) ? COMPOSED.test(text) : GRAVER[family]?.test(text)
  return grave ? STRONG + 1 : STRONG
}
