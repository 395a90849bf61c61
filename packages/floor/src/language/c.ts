import type { Grammar } from '../syntax/grammar.ts'
import type { Dialect } from './dialect.ts'

export const C_GRAMMAR: Grammar = {
  calls: { call_expression: 'function' },
  members: { field_expression: 'field' },
  assignments: { init_declarator: ['declarator', 'value'], assignment_expression: ['left', 'right'] },
  loops: {},
  functions: ['function_definition'],
  callbacks: [],
  // The parameters are inside the declarator, with the function's name before them.
  parameters: 'declarator',
  conditions: ['if_statement'],
  pairs: { initializer_pair: ['designator', 'value'] },
  returns: ['return_statement'],
}

/** Names of the C library and POSIX. */
export const C: Dialect = {
  lexicon: { quotes: '"\'', interpolation: 'none', lineComment: ['//'], regexLiterals: false },
  memberOperators: ['.', '->'],
  sources:
    /^argv(?:$|[.[])(?!0\b)|^getenv$|^secure_getenv$|^optarg$|^readline$|^FCGX_GetParam$|^evhttp_request_get_uri$|^floor_request_source/,
  sourceHint:
    /\bargv\b|\bgetenv\b|\boptarg\b|\breadline\b|\bFCGX_GetParam\b|\bevhttp_|\b(?:fgets|gets|scanf|fscanf|sscanf|recv|recvfrom|read|fread|getline)\s*\(/,
  plainParameters: /^(?:ctx|context|self|this|file|fp|stream|out|fd|socket|sock)$/,
  harmlessParameters:
    /^\s*(?:const\s+)?(?:unsigned|signed)?\s*(?:int|long|short|size_t|ssize_t|u?int\d+_t|bool|double|float|time_t|pid_t)(?:\s+(?:int|long))?\s+\w+\s*$/,
  cleaners:
    /^(?:atoi|atol|strtol|strtoul|strtoull|strlen|sizeof|strcmp|strncmp|memcmp|isalnum|isdigit|toupper|tolower|inet_addr|time|getpid|getuid)$/,
  cleanersFor: { 'path-traversal': /^(?:basename)$/, 'command-injection': /^(?:shell_quote|g_shell_quote)$/ },
  propagators: /^(?:strdup|strndup|strtok|strtok_r|strchr|strrchr|strstr|basename|dirname|g_strdup_printf|asprintf)$/,
  harmlessMembers: /\.(?:length|size|len|count)$/,
  constants: /^[A-Z][A-Z0-9_]*(?:$|[.[])|^(?:NULL|true|false|stdin|stdout|stderr|errno|__func__|__FILE__)$/,
  guards: /\b(?:strspn|strcspn|strpbrk|isalnum|is_\w+|valid\w*|allow\w*|realpath|strncmp|regexec|fnmatch)\b/,
  views: /realpath\(|basename\(/,
  fills: [
    { callee: /^(?:fgets|gets|getline)$/, argument: 0, from: 'request' },
    { callee: /^(?:recv|recvfrom|read)$/, argument: 1, from: 'request' },
    { callee: /^fread$/, argument: 0, from: 'request' },
    { callee: /^(?:recvmsg|SSL_read|BIO_read|mbedtls_ssl_read)$/, argument: 1, from: 'request' },
    { callee: /^scanf$/, argument: 1, onwards: true, from: 'request' },
    { callee: /^fscanf$/, argument: 2, onwards: true, from: 'request' },
    { callee: /^sscanf$/, argument: 2, onwards: true, from: 0 },
    { callee: /^v?sprintf$/, argument: 0, from: 1 },
    { callee: /^v?snprintf$/, argument: 0, from: 2 },
    { callee: /^asprintf$/, argument: 0, from: 1 },
    {
      callee: /^(?:strcpy|strncpy|strcat|strncat|strlcpy|strlcat|memcpy|memmove|stpcpy|g_strlcpy|g_strlcat|wcscpy|wcscat)$/,
      argument: 0,
      from: 1,
    },
  ],
  keywords: new Set(['return', 'const', 'static', 'struct', 'unsigned', 'char', 'int', 'sizeof']),
}
