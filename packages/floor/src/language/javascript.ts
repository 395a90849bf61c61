import type { Dialect } from './dialect.ts'

/**
 * Conditions that let a command, a statement or a host of somebody else through: what type it has, whether it is there,
 * what it contains or begins with, and a pattern that need not match all of it. A pattern that begins with a set of
 * characters stays a check, because it looks for what must not be there.
 */
const NO_CHECK =
  /\btypeof\b(?![^&|]{0,80}['"`](?:number|boolean|bigint)['"`])|\binstanceof\b|['"`][\w$-]{1,80}['"`]\s+in\b|\b(?:is(?:String|Array|Object|PlainObject|Buffer|Function|Empty|Nil|Null|Undefined|Defined|NaN))\s*\(|\.(?:includes|indexOf|lastIndexOf|startsWith|endsWith)\(\s*['"`](?!https?:\/\/[\w.-]{1,100}\/)|\.(?:match|search|exec)\(\s*\/(?![\^[])|\.match\(\s*\/\^(?![^\n]{0,300}\$\/[a-z]*\))|(?<![\w)\]/])\/(?![\^[*/])(?:\\.|[^/\\\n]){1,300}\/[a-z]*\.(?:test|exec)\(|(?<![\w)\]/])\/\^(?:\\.|[^/\\\n]){0,300}(?<!\$)\/[a-z]*\.(?:test|exec)\(/g

/** Names that mean request, sanitizer and constant in JavaScript and TypeScript. */
export const JAVASCRIPT: Dialect = {
  lexicon: { quotes: '"\'`', interpolation: 'dollar-brace', lineComment: ['//'], regexLiterals: true },
  memberOperators: ['.', '?.'],
  sources:
    /^(?:(?:ctx|context|c|event|this)\.)?(?:req|request|_req)\.(?:query|body|params?|headers?|cookies|signedCookies|url|originalUrl|hostname|host|files?|rawBody|get|nextUrl|json|text|formData|path\b|querystring)|^ctx\.(?:query|params|querystring|headers?|cookies)|^event\.(?:queryStringParameters|pathParameters|body|headers|multiValueQueryStringParameters|rawPath|rawQueryString|arguments)|^process\.argv(?!\.[01]\b)|^(?:window\.|document\.|self\.)?location\.(?:search|hash|href)|^document\.(?:cookie|referrer|URL|location)|(?:^|\.)(?:searchParams|URLSearchParams)(?:\.get(?:All)?)?$|^\w*[eE]ntry\.(?:fileName|entryName)$|(?:^|\.)snapshot\.(?:queryParams|params|queryParamMap|paramMap|fragment)\b|^floor_request_source/,
  sourceHint:
    /\b_?req\b|\brequest\b|\b(?:ctx|event)\.|\bargv\b|\blocation\b|earchParams\b|\bdocument\.|@(?:Body|Query|Param|Headers)\(|\bquery\b.*\bres\b|\bbody\b.*\bres\b|\b(?:fileName|entryName)\b|\bsnapshot\./,
  parameterSources: [
    { declaration: /^\s*@(?:Body|Query|Param|Headers)\(/, stands: 'req.body' },
    { declaration: /:\s*(?:\w+\.)?(?:Request|IncomingMessage|NextRequest|FastifyRequest|NextApiRequest)\b/, stands: 'req' },
    { declaration: /:\s*(?:APIGatewayProxyEvent|APIGatewayEvent)/, stands: 'event' },
  ],
  plainParameters:
    /^(?:_?(?:req|res|request|response|reply|next|ctx|context|event|done|callback|cb|err|error|this|config|options|db|client|tx|run|logger|app|router))$/,
  harmlessParameters:
    /:\s*(?:number|boolean|bigint|Date|Buffer|readonly\s+number\[\]|number\[\])\s*(?:=|$)|=\s*(?:-?\d|true|false)/,
  cleaners:
    /^(?:Number|parseInt|parseFloat|Number\.(?:parseInt|parseFloat)|Boolean|BigInt|Math\.\w+|Date|Date\.\w+|crypto\.\w+|randomUUID|randomBytes|createHash|createHmac|encodeURIComponent|uuid\w*|\w*[aA]llow\w*|typeof|isNaN)$|(?:^|\.)(?:parse(?:Async)?Safe|escapeId|escapeIdentifier|escapeLiteral|quoteIdent|toFixed|digest|hashCode)$/,
  cleanersFor: {
    'sql-injection': /(?:^|\.)(?:escape|quote|literalEscape|format)$/,
    'nosql-injection': /(?:^|\.)(?:String|toString|ObjectId|sanitize\w*)$/,
    'command-injection': /(?:^|\.)(?:quote|shellEscape|escapeShell\w*|shellescape)$/i,
    'cross-site-scripting': /(?:^|\.)(?:escape\w*|encode\w*|sanitize\w*|h|he|purify|stringify)$/i,
    'path-traversal': /(?:^|\.)(?:basename|sanitize\w*|safeJoin)$/,
    'open-redirect': /(?:^|\.)(?:safe\w*|isLocal\w*|sanitize\w*)$/i,
    'ldap-injection': /escape/i,
    'log-injection': /(?:^|\.)(?:stringify|escape\w*|sanitize\w*)$/,
    'header-injection': /(?:^|\.)(?:replace|replaceAll|encodeURI\w*)$/,
    'template-injection': /(?:^|\.)(?:escape\w*)$/,
  },
  propagators:
    /^(?:String|decodeURIComponent|decodeURI|unescape|Buffer\.(?:from|alloc|concat)|(?:util\.)?TextEncoder|\.encode|JSON\.(?:parse|stringify)|Object\.(?:entries|values|keys|assign|fromEntries)|path\.\w+|(?:join|resolve|normalize)|URL|Map|Set|structuredClone|Array\.from|atob|btoa|util\.format|format|sprintf|Promise\.all|Function)$|\.(?:concat|join|trim|replace|replaceAll|slice|substring|substr|toString|toLowerCase|toUpperCase|split|pop|shift|at|filter|flat|find|padStart|padEnd|normalize|get|match|values|entries|sort|reverse)$/,
  harmlessMembers:
    /\.(?:length|size|includes|has|test|indexOf|startsWith|endsWith|some|every|charCodeAt|byteLength|getTime|mimetype)$/,
  constants:
    /^(?:[A-Z][A-Z0-9_]*(?:\b|[.[])|process\.env|process\.cwd|__dirname|__filename|import\.meta|config\.|settings\.|Math\.|undefined$|null$|true$|false$|this\.constructor)/,
  guards:
    /\b(?:has|includes|test|startsWith|match|exec|isURL|isUUID|isEmail|isIn\w*|isAllowed\w*|is[A-Z]\w*|allow\w*|assert\w*|valid\w*|verify\w*|safe\w*|indexOf|Number\.isInteger|hostname)\b|\bALLOWED|\bin\b|typeof/i,
  // A host's name somewhere in a URL, or a slash at its start, says nothing about where it points.
  weakGuards: {
    'command-injection': NO_CHECK,
    'sql-injection': NO_CHECK,
    'server-side-request-forgery': NO_CHECK,
    // Here a text is as good as any: only an object of somebody else can be an operator.
    'nosql-injection': /\bis(?:Empty|Nil|Null|Undefined|Defined)\s*\(/g,
    'open-redirect':
      /(?<![\w$])[a-z]\w*\.(?:includes|indexOf|startsWith)\(\s*['"`]\/?['"`]|(?<![\w$])[a-z]\w*\.(?:includes|indexOf)\(\s*['"`]/g,
  },
  views:
    /new URL\(|\.resolve\(|\.normalize\(|\.join\(|\.extname\(|\.parse\(|\.match\(|\.hostname|\.host\b|lookup\(|relative\(|\.trim\(|\.toLowerCase\(/,
  keywords: new Set([
    'await',
    'new',
    'typeof',
    'void',
    'yield',
    'return',
    'async',
    'delete',
    'const',
    'let',
    'var',
    'function',
    'of',
  ]),
}
