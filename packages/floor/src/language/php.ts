import type { Grammar } from '../syntax/grammar.ts'
import type { Dialect } from './dialect.ts'

export const PHP_GRAMMAR: Grammar = {
  calls: {
    function_call_expression: 'function',
    member_call_expression: 'name',
    nullsafe_member_call_expression: 'name',
    scoped_call_expression: 'name',
    object_creation_expression: null,
    echo_statement: null,
    print_intrinsic: null,
    include_expression: null,
    include_once_expression: null,
    require_expression: null,
    require_once_expression: null,
  },
  members: {},
  assignments: {
    assignment_expression: ['left', 'right'],
    augmented_assignment_expression: ['left', 'right'],
    const_element: [0, 1],
  },
  loops: { foreach_statement: [1, 0] },
  functions: ['function_definition', 'method_declaration', 'anonymous_function', 'arrow_function'],
  callbacks: ['anonymous_function', 'arrow_function'],
  parameters: 'parameters',
  conditions: ['if_statement'],
  pairs: { array_element_initializer: [0, 1] },
  returns: ['return_statement'],
}

/** Names of plain PHP, and of the request objects of Laravel and Symfony. */
export const PHP: Dialect = {
  lexicon: { quotes: '"\'`', interpolation: 'php', lineComment: ['//', '#'], regexLiterals: false },
  memberOperators: ['->', '?->', '::'],
  sources:
    /^\$_(?:GET|POST|REQUEST|COOKIE|FILES|SERVER\.(?:QUERY_STRING|REQUEST_URI|HTTP_\w+|PHP_SELF|PATH_INFO))|^\$(?:this\.)?request\.(?:get|input|query|post|all|request|cookies|headers|getContent|getQueryParams|getParsedBody|server)\b|^\$argv\b|^filter_input(?:_array)?$|^getallheaders$|^apache_request_headers$|^request$|^(?:Request|Input|Illuminate\.Support\.Facades\.Request)\.(?:get|input|query|post|all|file|header|cookie)$|^floor_request_source/,
  sourceHint:
    /\$_(?:GET|POST|REQUEST|COOKIE|FILES|SERVER)\b|\$request\b|\$argv\b|->request\b|\bfilter_input|\brequest\(|\bRequest::|\bInput::|php:\/\/input|\ballheaders\b|\bapache_request_headers\b/,
  plainParameters: /^\$(?:this|request|response|db|pdo|conn|connection|app|logger|config|em)$/,
  harmlessParameters: /^\s*\??(?:int|float|bool)\s/,
  cleaners:
    /^(?:intval|floatval|boolval|count|strlen|md5|sha1|hash|crc32|bin2hex|random_bytes|random_int|uniqid|time|date|password_hash|filter_var|ctype_\w+|number_format|is_\w+|in_array|isset|empty)$|\.(?:quote|getId)$/,
  cleanersFor: {
    'sql-injection': /(?:^|\.)(?:mysqli_real_escape_string|real_escape_string|pg_escape_\w+|quote|escape)$/,
    'command-injection': /^(?:escapeshellarg|escapeshellcmd)$/,
    'cross-site-scripting':
      /(?:^|\.)(?:htmlspecialchars|htmlentities|strip_tags|e|h|esc_html|esc_attr|json_encode|urlencode|rawurlencode)$/,
    'path-traversal': /^(?:basename|realpath|pathinfo)$/,
    'ldap-injection': /^ldap_escape$/,
    'open-redirect': /^(?:urlencode|rawurlencode)$/,
    'server-side-request-forgery': /^(?:urlencode|rawurlencode)$/,
  },
  propagators:
    /^(?:trim|ltrim|rtrim|strtolower|strtoupper|ucfirst|substr|str_replace|preg_replace|sprintf|vsprintf|implode|join|explode|array_map|array_values|array_keys|array_merge|stripslashes|urldecode|rawurldecode|base64_decode|nl2br|strval|json_decode|html_entity_decode|http_build_query|compact|storage_path|base_path|public_path|app_path|resource_path|realpath|dirname|vsprintf|ucwords|strrev|array_filter|array_pop|array_shift|end|reset|current|iterator_to_array|gzuncompress|hex2bin|mb_\w+|wordwrap|addslashes|concat)$|\.(?:get|input|query|post|all|trim|toString|value)$/,
  harmlessMembers: /\.(?:length|count|size)$/,
  constants:
    /^(?:[A-Z][A-Z0-9_]*$|self\.[A-Z]|static\.[A-Z]|true$|false$|null$|TRUE$|FALSE$|__DIR__|__FILE__|PHP_EOL|getenv$|\$_ENV|\$config\b)/,
  guards:
    /\b(?:in_array|array_key_exists|preg_match|ctype_\w+|is_numeric|is_int|filter_var|isset\(\s*\$(?:allowed|map|routes|pages)|str_starts_with|strpos|valid\w*|allow\w*|hash_equals)\b|\$allowed|===/i,
  converters: /^FILTER_(?:VALIDATE_(?!URL|REGEXP)|SANITIZE_(?:NUMBER|SPECIAL|FULL_SPECIAL|ENCODED))\w*$/,
  views: /realpath\(|parse_url\(|basename\(|trim\(/,
  keywords: new Set(['new', 'return', 'echo', 'print', 'clone', 'fn', 'function', 'use', 'static', 'throw']),
}
