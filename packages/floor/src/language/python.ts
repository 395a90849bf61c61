import type { Grammar } from '../syntax/grammar.ts'
import type { Dialect } from './dialect.ts'

export const PYTHON_GRAMMAR: Grammar = {
  calls: { call: 'function' },
  members: { attribute: 'attribute' },
  assignments: {
    assignment: ['left', 'right'],
    augmented_assignment: ['left', 'right'],
    named_expression: ['name', 'value'],
    as_pattern: [1, 0],
  },
  loops: { for_statement: ['left', 'right'] },
  functions: ['function_definition', 'lambda'],
  callbacks: ['lambda'],
  parameters: 'parameters',
  conditions: ['if_statement', 'elif_clause', 'assert_statement'],
  pairs: { pair: ['key', 'value'], keyword_argument: ['name', 'value'] },
  returns: ['return_statement'],
}

/** Names of Flask, Django, FastAPI and the standard library. */
export const PYTHON: Dialect = {
  lexicon: { quotes: '"\'', interpolation: 'f-prefix', lineComment: ['#'], regexLiterals: false },
  memberOperators: ['.'],
  sources:
    /^(?:flask\.|self\.)?request\.(?:args|form|values|json|data|cookies|headers|files|get_json|get_data|stream|GET|POST|body|query_params|path_params|META|COOKIES|FILES|params|url|full_path|path|query_string)\b|^sys\.argv\b(?!\.0\b)|^input$|^\w*(?:file|upload|entry|info|member)\.filename$|^event\.(?:queryStringParameters|pathParameters|body|headers)\b|^floor_request_source/,
  sourceHint:
    /\brequest\b|\bargv\b|\binput\(|\bevent\b|@\w+\.(?:get|post|put|patch|delete|route)\(|\.filename\b|\b(?:Query|Form|Body|Header|Cookie|Path|File)\(/,
  parameterSources: [{ declaration: /=\s*(?:Query|Form|Body|Header|Cookie|Path)\(/, stands: 'floor_request_source' }],
  routes: /@[\w.]+\.(?:get|post|put|patch|delete|head|route|websocket|api_route)\([^\n]*\)\s*(?:\n\s*@[^\n]*)*\s*(?:async\s+)?$/,
  plainParameters:
    /^(?:self|cls|request|req|db|session|app|conn|connection|cursor|engine|client|logger|config|settings|context|ctx|args|kwargs)$/,
  harmlessParameters:
    /:\s*(?:int|float|bool|bytes|datetime|date|UUID|uuid\.UUID|Optional\[int\])\s*(?:=|$|\|)|=\s*(?:-?\d|True|False)/,
  cleaners:
    /^(?:int|float|bool|len|abs|round|hash|id|isinstance|uuid\.UUID|UUID|datetime\.\w+|date\.\w+|secrets\.\w+|hmac\.\w+|hashlib\.\w+|ast\.literal_eval|os\.urandom|time\.\w+|sql\.Identifier|sql\.Literal)$|\.(?:hexdigest|digest|isoformat|count|index|get_or_404|quote_name)$/,
  cleanersFor: {
    'sql-injection': /(?:^|\.)(?:quote_ident|escape_string|literal)$/,
    'command-injection': /(?:^|\.)(?:quote|split)$/,
    'cross-site-scripting': /(?:^|\.)(?:escape|conditional_escape|format_html|clean|bleach\.clean|jsonify|dumps)$/,
    'path-traversal': /(?:^|\.)(?:basename|secure_filename|safe_join|name)$/,
    'ldap-injection': /escape/,
    'template-injection': /(?:^|\.)escape$/,
    'nosql-injection': /^(?:str|ObjectId)$/,
  },
  propagators:
    /^(?:str|bytes|bytearray|list|tuple|set|dict|sorted|reversed|iter|next|repr|format|os\.path\.\w+|Path|PurePath|pathlib\.Path|urllib\.parse\.\w+|urlparse|urljoin|unquote|base64\.\w+|json\.loads|textwrap\.dedent|text|sqlalchemy\.text|BytesIO|io\.\w+|shlex\.split|memoryview)$|\.(?:format|join|strip|lstrip|rstrip|lower|upper|replace|split|rsplit|partition|encode|decode|get|getlist|pop|items|values|keys|title|removeprefix|removesuffix|read|with_suffix|joinpath|resolve|format_map|to_dict|copy)$/,
  harmlessMembers:
    /\.(?:startswith|endswith|isdigit|isalnum|isalpha|isdecimal|isidentifier|status_code|content_length|is_file|exists|is_dir|size|filename_safe)$/,
  constants:
    /^_?[A-Z][A-Z0-9_]*(?:$|[.[])|^(?:settings|config|app\.config|current_app\.config|os\.environ|__file__|True|False|None|self\.\w+)\b/,
  guards:
    /\b(?:not in|in|startswith|is_relative_to|commonpath|match|fullmatch|isalnum|isdigit|isdecimal|isidentifier|isinstance|compare_digest|is_\w+|valid\w*|allow\w*|ALLOW\w*|hostname|netloc|is_safe\w*|url_has_allowed\w*)\b/,
  views:
    /realpath\(|abspath\(|normpath\(|\.join\(|resolve\(|urlparse\(|urlsplit\(|Path\(|match\(|splitext\(|ip_address\(|\.strip\(|\.lower\(|\.hostname|\.netloc/,
  keywords: new Set(['await', 'return', 'yield', 'lambda', 'not', 'async', 'from']),
}
