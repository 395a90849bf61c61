import type { Grammar } from '../syntax/grammar.ts'
import type { Dialect } from './dialect.ts'

export const JAVA_GRAMMAR: Grammar = {
  calls: { method_invocation: 'name', object_creation_expression: 'type' },
  members: {},
  assignments: {
    variable_declarator: ['name', 'value'],
    assignment_expression: ['left', 'right'],
    resource: ['name', 'value'],
  },
  loops: { enhanced_for_statement: ['name', 'value'] },
  functions: ['method_declaration', 'constructor_declaration', 'lambda_expression'],
  callbacks: ['lambda_expression'],
  parameters: 'parameters',
  conditions: ['if_statement'],
  pairs: { element_value_pair: ['key', 'value'] },
  returns: ['return_statement'],
}

/** Names of the servlet API, Spring, JAX-RS and the standard library. */
export const JAVA: Dialect = {
  lexicon: { quotes: '"\'', interpolation: 'none', lineComment: ['//'], regexLiterals: false },
  memberOperators: ['.', '::'],
  literalTypes: true,
  sources:
    /^(?:this\.)?(?:request|req|httpRequest|servletRequest|httpServletRequest)\.get(?:Parameter|Header|QueryString|Cookies|InputStream|Reader|PathInfo|RequestUR|Part|Headers|ParameterValues|ParameterMap|ServletPath)\w*|^(?:cookie|c)\.getValue$|^(?:exchange|ctx|context)\.(?:getRequest\w*|queryParam|pathParam|formParam|body|header)\b|^args(?:$|[.[])|^(?:zip|tar|jar|archive)?_?[eE]ntry\.getName$|^uriInfo\.get\w+|^\w+\.(?:getOriginalFilename|getSubmittedFileName)$|^floor_request_source/,
  sourceHint:
    /\bgetOriginalFilename\b|\bgetSubmittedFileName\b|\b\w*[eE]ntry\.getName\b|\b(?:request|req|\w*Request)\b|\bcookie\b|\bctx\b|\bexchange\b|\bargs\b|@(?:RequestParam|PathVariable|RequestBody|RequestHeader|QueryParam|PathParam|FormParam|CookieValue)/,
  parameterSources: [
    {
      declaration:
        /@(?:RequestParam|PathVariable|RequestBody|RequestHeader|ModelAttribute|QueryParam|PathParam|FormParam|HeaderParam|CookieParam|CookieValue)\b(?![^]*\b(?:int|long|Integer|Long|UUID|boolean|Boolean)\s+\w+\s*$)/,
      stands: 'floor_request_source',
    },
  ],
  plainParameters: /^(?:request|req|response|resp|context|session|connection|logger|config|model|stream|cookie)$/,
  harmlessParameters:
    /\b(?:int|long|short|byte|boolean|float|double|char|Integer|Long|Boolean|Double|UUID|LocalDate|Instant|byte\[\])\s+\w+\s*$/,
  cleaners:
    /(?:^|\.)(?:parseInt|parseLong|parseDouble|parseBoolean|intValue|longValue|Integer\.valueOf|Long\.valueOf|UUID\.fromString|hashCode|length|size|nextInt|nextBytes|ordinal|LocalDate\.parse|MessageDigest\.\w+|encodeForSQL)$/,
  cleanersFor: {
    'sql-injection': /(?:^|\.)(?:enquoteLiteral|enquoteIdentifier|escapeSql)$/,
    'cross-site-scripting': /(?:^|\.)(?:escapeHtml\w*|htmlEscape|encodeForHTML\w*|forHtml\w*|encode)$/,
    'path-traversal': /(?:^|\.)(?:getName|getFileName|cleanPath)$/,
    'ldap-injection': /(?:^|\.)(?:encodeForLDAP|escape\w*|filterEncode|Rdn\.escapeValue)$/,
    'command-injection': /(?:^|\.)(?:quoteArgument|escape\w*)$/,
  },
  propagators:
    /^(?:String|String\.(?:format|valueOf|join)|File|Paths\.get|Path\.of|URL|URI|URI\.create|StringBuilder|StringBuffer|StringReader|ByteArrayInputStream|InputSource|URLDecoder\.decode|List\.of|Arrays\.asList|Set\.of|Map\.of|Optional\.ofNullable|Objects\.\w+|MessageFormat\.format|ProcessBuilder)$|\.(?:concat|trim|strip|toString|toLowerCase|toUpperCase|substring|replace|replaceAll|split|append|insert|format|formatted|decode|getBytes|resolve|normalize|toFile|toPath|getOrDefault|get|orElse|toURI|toURL|openStream|stream|next|toArray|add)$/,
  harmlessMembers:
    /\.(?:equals|equalsIgnoreCase|contains|isEmpty|isBlank|startsWith|endsWith|matches|exists|isFile|getContentType|getMethod|indexOf|compareTo|containsKey)$/,
  constants: /^(?:[A-Z][A-Z0-9_]*(?:$|[.[])|true$|false$|null$|this\.[A-Z_]+$|System\.getenv)/,
  guards:
    /\b(?:contains|containsKey|startsWith|matches|matcher|equals|isAllowed\w*|is(?!Empty|Blank|Null|Present|File|Directory)[A-Z]\w*|allow\w*|ALLOW\w*|valid\w*|verify\w*|getHost)\b/,
  weakGuards: { 'server-side-request-forgery': /(?<![\w$])[a-z]\w*\.(?:contains|startsWith|indexOf)\(\s*"/g },
  views:
    /normalize\(|getCanonicalPath\(|toRealPath\(|new URL\(|URI\.create\(|matcher\(|resolve\(|\.getHost\(|\.trim\(|Paths\.get\(/,
  keywords: new Set(['new', 'return', 'final', 'throw', 'instanceof']),
}
