import type { Grammar } from '../syntax/grammar.ts'
import type { Dialect } from './dialect.ts'

export const GO_GRAMMAR: Grammar = {
  calls: { call_expression: 'function' },
  members: { selector_expression: 'field' },
  assignments: {
    short_var_declaration: ['left', 'right'],
    assignment_statement: ['left', 'right'],
    var_spec: ['name', 'value'],
    const_spec: ['name', 'value'],
  },
  loops: { range_clause: ['left', 'right'] },
  functions: ['function_declaration', 'method_declaration', 'func_literal'],
  callbacks: ['func_literal'],
  parameters: 'parameters',
  conditions: ['if_statement'],
  pairs: { keyed_element: [0, 1] },
  returns: ['return_statement'],
}

/** Names of net/http, the usual routers and the standard library. */
export const GO: Dialect = {
  lexicon: { quotes: '"`', interpolation: 'none', lineComment: ['//'], regexLiterals: false },
  memberOperators: ['.'],
  literalTypes: true,
  namesFirst: true,
  sources:
    /^(?:r|req|request|httpReq)\.(?:URL\.(?:Query|RawQuery|Path|RawPath|String)|FormValue|PostFormValue|Form|PostForm|Header|Body|Cookie|Cookies|PathValue|Host|RequestURI|MultipartForm|FormFile|UserAgent|Referer)\b|^(?:c|ctx|e)\.(?:Query|Param|PostForm|FormValue|QueryParam|DefaultQuery|GetHeader|Params|FormFile|Cookie|QueryArray|GetRawData|Body|Get)$|^os\.Args\b(?!\.0\b)|^mux\.Vars$|^chi\.URLParam$|^flag\.Arg$|^(?:\w*[hH](?:ea)?de?r|\w*[eE]ntry|zipFile|zf)\.(?:Name|Linkname)$|^floor_request_source/,
  sourceHint:
    /\*http\.Request\b|\bgin\.Context|\becho\.Context|\bfiber\.Ctx|\bos\.Args\b|\bmux\.Vars\b|\bURLParam\b|\bflag\.Arg\b|"archive\/(?:tar|zip)"/,
  parameterSources: [{ declaration: /\*http\.Request\b/, stands: 'r' }],
  plainParameters: /^(?:w|r|c|ctx|context|db|tx|conn|client|logger|log|s|h|req|request)$/,
  harmlessParameters: /\s(?:u?int(?:8|16|32|64)?|bool|float(?:32|64)|time\.\w+|uuid\.UUID|\[\]byte|error)\s*$/,
  cleaners:
    /^(?:strconv\.(?:Atoi|Parse\w+|Itoa|Format\w+)|len|int|int64|uint|float64|uuid\.\w+|hex\.EncodeToString|sha256\.\w+|net\.ParseIP|url\.(?:QueryEscape|PathEscape)|time\.\w+)$/,
  cleanersFor: {
    'sql-injection': /(?:^|\.)(?:QuoteIdentifier|QuoteLiteral|Quote)$/,
    'cross-site-scripting': /(?:^|\.)(?:EscapeString|HTMLEscapeString|HTMLEscaper|Sanitize)$/,
    'path-traversal': /(?:^|\.)(?:Base|SecureJoin)$/,
    'command-injection': /(?:^|\.)(?:Quote|ShellQuote)$/,
    'ldap-injection': /(?:^|\.)EscapeFilter$/,
  },
  propagators:
    /^(?:sql\.RawBytes|fmt\.(?:Sprintf|Sprint|Sprintln|Errorf)|strings\.\w+|filepath\.\w+|path\.\w+|string|byte|bytes\.\w+|url\.(?:Parse|ParseRequestURI|QueryUnescape|PathUnescape)|append|template\.(?:HTML|JS|URL)|io\.ReadAll|bufio\.NewReader|json\.RawMessage|base64\.\w+\.DecodeString)$|\.(?:String|Get|Query|Bytes|Path|Hostname|TrimSpace|ReadString|DecodeString|Text)$/,
  harmlessMembers: /\.(?:StatusCode|ContentLength|Method|IsAbs|Err|Len|Size|IsDir)$/,
  constants: /^(?:true|false|nil|iota|os\.Getenv|os\.TempDir|time\.\w+|http\.(?:Status|Method)\w+|[A-Z][A-Z0-9_]*)$/,
  guards:
    /allow|valid|\bok\b|Hostname\(\)\s*(?:!=|==)|Host\s*(?:!=|==)|HasPrefix|IsLocal|MatchString|slices\.Contains|\bis[A-Z]\w*\(|IsSafe|Rel\(/,
  views:
    /filepath\.(?:Clean|Abs|Join|Rel)\(|path\.Clean\(|url\.Parse\(|net\.ParseIP\(|EvalSymlinks\(|\.Hostname\(|\.Host\b|strings\.Trim|\w+\[\w+\]/,
  keywords: new Set(['return', 'range', 'func', 'go', 'defer', 'map', 'chan', 'make']),
}
