import type { Family } from '@understudy/spec'

/**
 * Words that mark the line where a family does its harm, whatever the language. They only choose between several
 * statements of one quote, so a word too few costs nothing where a model quoted one statement.
 */
const SINK_WORDS: Partial<Readonly<Record<Family, RegExp>>> = {
  'sql-injection': /query|execute|\bexec|prepare|raw\(|select|insert|update|delete|where/i,
  'nosql-injection': /find|aggregate|\$where|update|delete/i,
  'command-injection': /exec|spawn|system|popen|subprocess|runtime|processbuilder|command\(/i,
  'code-injection': /eval|function\(|compile|runin|exec/i,
  'template-injection': /render|template|compile/i,
  'ldap-injection': /search|filter/i,
  'xml-external-entity': /parse|entit|xml/i,
  'header-injection': /header/i,
  'log-injection': /log|warn|error|info|print/i,
  'path-traversal': /read|write|open|send|unlink|join|resolve|file|path/i,
  'server-side-request-forgery': /fetch|request|get\(|post\(|axios|url|http|dial|curl/i,
  'cross-site-scripting': /html|send|write|render|innerhtml|print|echo|append/i,
  'open-redirect': /redirect|location/i,
  'unsafe-deserialization': /deserial|unserial|load|readobject|pickle|yaml|parse/i,
  'prototype-pollution': /merge|assign|\[\w+\]=|extend|prototype/i,
  'file-upload': /upload|save|write|move|multer|copy/i,
  'weak-cryptography': /md5|sha1|des|rc4|ecb|cipher|hash|crypt/i,
  'weak-randomness': /rand/i,
  'hardcoded-secret': /key|secret|token|passw|credential/i,
  'certificate-validation': /verify|reject|trust|insecure|cert/i,
  'session-management': /session|cookie|token|jwt/i,
  'information-exposure': /send|json|print|log|stack|error|write/i,
  'cors-misconfiguration': /origin|cors/i,
  'memory-safety': /cpy|cat|printf|gets|scanf|free|alloc|memmove|\[/i,
  'integer-overflow': /[*+]|alloc|size|len/i,
}

const ANY = /(?:)/

export function sinkWords(family: Family): RegExp {
  return SINK_WORDS[family] ?? ANY
}
