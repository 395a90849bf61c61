/** Names that capitals would cut in two. */
const WHOLE: readonly (readonly [RegExp, string])[] = [
  [/\bRe-?DoS\b/g, 'redos'],
  [/DoS(?![a-z])/g, ' dos '],
  [/ReDo[Ss]/g, ' redos '],
  [/No-?S(?:QL|ql)/g, ' nosql '],
  [/My(?:SQL|Sql)/g, ' mysql '],
  [/Postgre(?:SQL|Sql)/g, ' postgresql '],
  [/X-?P(?:ATH|ath)/g, ' xpath '],
  [/Http-?Only/g, ' httponly '],
  [/Mongo(?:DB|Db)/g, ' mongodb '],
  [/Graph(?:QL|Ql)/g, ' graphql '],
  [/Java(?:Script)/g, ' javascript '],
  [/Same-?Site/g, ' samesite '],
  [/Web-?Socket/g, ' websocket '],
  [/O-?Auth/g, ' oauth '],
  [/innerHTML/gi, ' innerhtml '],
  [/SQLi\b/g, ' sqli '],
  [/\bIDs?\b/g, ' id '],
]

/** A name longer than this is prose. */
const LONGEST = 400

/**
 * The words of a name, in lower case with one blank between them: of `sql_injection`, `SqlInjection`, `js/sql-injection` and
 * `SQL-Injection` the same. Each pattern for families is held against whole words, so that no brute *force* is an `rce`.
 */
export function wordsOf(name: string): string {
  const cut = name.slice(0, LONGEST)
  const whole = WHOLE.reduce((text, [pattern, word]) => text.replace(pattern, word), cut)
  return whole
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/['’]s?\b/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
