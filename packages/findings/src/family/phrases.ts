import type { Family } from '@understudy/spec'

/**
 * What tools and people call a family, most telling first; each is held against whole words in lower case. `*` stands for the rest of a
 * word, `~` for up to three words between two others, `|` between choices.
 */
const PHRASES: readonly (readonly [Family, string])[] = [
  [
    'input-validation',
    'config setting|configuration setting|incomplete hostname|incomplete url*|hostname reg*|url scheme|url substring|suffix check|overly large range|suspicious regexp*|useless reg* |regexp anchor|missing regexp*|reg exp anchor|useless reg exp*|incorrect suffix*|full anchor|untrusted data to external|external api*|trust boundary|aspnet*|asp net pages|request validation|cookie poisoning|parameter tampering',
  ],
  [
    'cors-misconfiguration',
    'cors|cross origin|cross domain|websocket*|origin validation|missing origin|origin verification|allow all origins|wildcard origin',
  ],
  ['information-exposure', 'exposure of|information leak*|information exposure|exposure through|error message*|hardcoded tmp*'],
  ['missing-authentication', 'authentication bypass|ldap connections'],
  ['missing-authorization', 'authorization bypass'],
  ['denial-of-service', 'controlling resource|zip bomb|decompression bomb'],
  [
    'weak-cryptography',
    'default protocol|insecure sql connection|clear text protocol*|cleartext storage cookie|cleartext ~ cookie',
  ],
  ['insecure-configuration', 'cross frame'],
  ['sql-injection', 'hardcoded sql|sql injection|sqli'],
  [
    'nosql-injection',
    'nosql|nosqli|no sql|mongo inj*|mongo ~ injection|mongodb inj*|mongo nosqli|mongodb ~ injection|mongodb ~ where|mongodb operator|data query logic',
  ],
  [
    'cross-site-request-forgery',
    'csrf|xsrf|csurf|cross site request|anti forgery|antiforgery|session riding|missing token validation|method override|sea surf',
  ],
  ['server-side-request-forgery', 'ssrf|server side request*|request forgery|requests ~ forging'],
  [
    'prototype-pollution',
    'prototype pollut*|prototype polluting|prototype attribut*|attribute pollution|mass assign*|permit all|object prototype|dynamically determined object|remote property|autobind*|auto bind*',
  ],
  [
    'denial-of-service',
    'denial of service|redos|regex injection|regex* inj*|regular expression injection|resource exhaustion|memory exhaustion|regex* dos|regex* denial|dos|denial ~ service|catastrophic backtracking|polynomial ~ regular expression|inefficient ~ regular expression|inefficient reg*|unsafe reg*|evil regex|detect non literal regexp|expression dos|exponential backtracking',
  ],
  [
    'xml-external-entity',
    'xxe|xml|xpath|xquery|xslt|dtd|doctype|external entit*|billion laughs|entity expansion|recursive entity|expat|saxparser|sax parser|xmlreader|documentbuilder*|saxparserfactory',
  ],
  [
    'template-injection',
    'ssti|template inj*|template object|server side template|templates ~ injection|render template string|dangerous template string|template engine ~ special elements|template ~ injection|expression language|el injection|freemarker|velocity injection',
  ],
  [
    'log-injection',
    'logging ~ vulnerable to injection|log inj*|log forg*|log spoof*|log ~ injection|logs ~ injection|injection logs|crlf injection logs|logging ~ injection|crlf ~ log*|output neutralization for logs|neutralization ~ logs|forg* log*',
  ],
  [
    'header-injection',
    'tainted header|header inj*|header ~ injection|headers ~ injection|crlf|carriage return|response split*|http response splitting|request splitting|request smuggling|response smuggling|http request response|header manipulation|http headers for scripting|smtp header|host header|header checking disabled|insecure http parser',
  ],
  ['ldap-injection', 'ldap inj*|ldap ~ injection|ldap quer*|stored ldap|ldap filter|ldap'],
  [
    'cross-site-scripting',
    'xss|xss *|tainted text*|tainted html|cross site script*|innerhtml|inner html|outerhtml|dangerouslysetinnerhtml|html inj*|html constructed|html construction|unsafe html|html expansion|html filter* |html attribute|html sanit*|text reinterpreted|dom text|scripting|mark safe|mako|markup|autoescape|auto escap*|escaping passthrough|without escaping|noescape|safestring|mustache escape|unsanitized property|unsanitized method|no unsanitized|no danger|no v html|html|incomplete sanit*|multi character sanit*|incomplete ~ sanit*|output encoding|encoding or escaping|escaping of output|web page generation|script tag|script related|script in|direct response write|direct write|insecure document method|jquery plugin|j query plugin|alternate xss|uri of img|markupsafe|web pages|web page|inappropriate encoding|encoding for output|double escaping|invalid characters in identifiers',
  ],
  [
    'hardcoded-secret',
    'hardcoded password|hardcoded|hard coded|hard code|hardcode|jwt hardcode|constant key|embedded secret|embedded credential*|api key|api keys|secret key|private key|access key|detected ~ key|detected ~ secret|aws credentials|leaked secret|committed secret*|exposed credentials|exposed secret*|secrets ~ detected|secret ~ source|credentials ~ source|credentials ~ code|key ~ committed|token ~ committed|secret ~ committed|slack webhook|gitleaks|secrets|node password|node secret|node api key|security relevant constants|constants|symbolic constant|protected credentials|transport of credentials|credentials|unprotected ~ credentials|recoverable format|weak encoding for password|password ~ configuration|empty password in|password in|plaintext storage of a password|storage of a password|passwords stored in plain*|passwords in plain*|password storage|stored ~ plain text|passwords ~ plaintext|missing encryption of password',
  ],
  [
    'sql-injection',
    'sql|sqli|soql|sosl|hql|hibernate|sequelize|sqlalchemy|knex|graphql inj*|database quer*|database query|blind sql|raw query|rawsql|unparameterized|string formatted query|formatted query|query injection|sql command|sql statement',
  ],
  [
    'command-injection',
    'security open|command inj*|command ~ injection|commands|command line|command execution|command shell|command exec*|os command*|os inj*|shell*|child process|exec tainted|exec relative|exec unescaped|subprocess*|popen|spawn|system call|system command*|process with*|process builder|process control|uncontrolled process|arguments? ~ injection|argument inj*|argument delimiters|parameter injection|exec command|dangerous exec*|dangerous system|exec use|os exec|wildcard injection|command|executable regular*|exec injection|stored command|untrusted search path|unquoted search path|search path element|search path',
  ],
  ['file-upload', 'upload*|dangerous type|unrestricted file|file type'],
  [
    'path-traversal',
    'tainted file|tainted path|travers*|path inj*|tainted path|path ~ injection|zip slip|tar slip|archive slip|zipslip|lfi|local file inclusion|arbitrary file|file name or path|file path|filepath|path join|path overwrite|extract*|archive|unzip*|tarfile|symlink*|symbolic link*|link following|link resolution|hard link|shortcut|path equivalence|pathname*|path expression|path concatenation|filedir|filename|file name*|file read|lfr|sendfile|res sendfile|external control of file|path|file inclusion ~ local|file system access|directory escape|dot dot',
  ],
  ['open-redirect', 'open redirect*|redirect*|url redirect*|unvalidated redirect|untrusted site|unvalidated ~ redirection*'],
  [
    'unsafe-deserialization',
    'deserial*|deseriali*|unserial*|serializ* gadget|pickle|pyyaml|unsafe yaml|yaml load|yaml deserialize|unsafe serialize|type name handling|marshal|untrusted data deserial*|object deserialization|serializetojs',
  ],
  [
    'certificate-validation',
    'request without validation|server certificates|server hostnames|server identity|certificate*|cert|certs|tls verif*|ssl verif*|tls reject|verify disable|hostname verif*|host name verif*|hostname*|host key|hostkey|hostkeycallback|trust manager|trustmanager|trust all|insecureskipverify|skip verify|ssl validation|tls validation|reject unauthorized|unverified context|host mismatch|ssl verify|verification disabled|bypass tls|pinning|known hosts|trust anchors|certification path|key exchange without',
  ],
  [
    'cors-misconfiguration',
    'cors|cross origin|cross domain|origin valid*|origin check|origin verification|websocket*|untrusted domains|post message|postmessage|allow all origins|wildcard origin|jsonp|hijacking ~ json|source of a communication channel',
  ],
  [
    'insecure-configuration',
    'clickjack*|cross frame|x frame options|frame options|frame guard|frame injection|rendered ui|ui layers|tapjack*|hsts|content security policy|csp|security header*|headers are missing|helmet|misconfig*|debug*|development mode|insecure default conf*|functionality from untrusted|insecure default init*|insecure default var*|default config*|custom error page|downloa*|subresource integrity|integrity check|untrusted functionality|untrusted control sphere|untrusted source functionality|unmaintained|vulnerable component*|vulnerable package|outdated|user interface|ui misrepresentation|tabnabbing|noopener|noreferrer|target blank|autocomplete',
  ],
  [
    'weak-randomness',
    'random*|prng|prngs|pseudo random|pseudorandom*|entropy|predictable ~ token|predictable ~ id|predictable seed|predictable|small seed|seed in|guessable|insufficiently random|small space of random|predictability|unpredictab* token',
  ],
  ['session-management', 'session*|cookie*|httponly|samesite|persistent cookie'],
  [
    'weak-cryptography',
    'cleartext cookie storage|cleartext storage*|cleartext ~ write|clear text storage|jwt|jwt signature|json web token*|signature verif*|cryptographic signature|signature*|none alg*|cleartext transm*|clear text transm*|cleartext traffic|insecure transport|insecure protocol|insecure port|plain http|http server|use of http|using http|over http|non https|ssl disabled|https|without tls|use tls|no tls|insecure tls|insecure ssl|weak tls|weak ssl|ssl v3|tls protocol*|ssl protocol*|ssl version|min version|minversion|ssl|tls|ftp|telnet*|smtp|snmp|unencrypted|no encryption|missing encryption|encryption|encrypt*|unencrypted socket|insecure data transmission|data transmission|transmission of sensitive|transport layer|cleartext storage|clear text storage|cleartext ~ write|cleartext|plaintext|crypto*|crypt|cipher*|hash|hashes|hashing|hashed|hashlib|digest|md2|md4|md5|sha|sha1|sha 1|des|tdes|3des|triple des|desede|ecb|rc2|rc4|blowfish|aes|rsa|padding|oracle padding|salt|unsalted|key size|key length|key strength|keylength|initialization vector*|iv|ivs|nonce|one way hash|weak algorithm|computational effort|key derivation|algorithm*|insecure urlopen|url http|security protocols|decrypt*|weak encryption',
  ],
  [
    'missing-authorization',
    'idor|bola|bfla|authoriz*|authoris*|unauthoriz*|unauthoris*|access control*|access policy|access violation|object reference*|direct object|object level|function level|insecure direct|privilege*|privileged|permission*|permissive file|world writ*|world writeable|world writable|world read*|least privilege|ownership|unprotected alternate|forced brows*|direct request|umask|acl|dacl|exposed dangerous|setuid|chmod|file permission*|run as|run as root|missing user|run as non root|elevat*|full control access|other users|tenant isolation|user controlled key|impersonat*|sandbox|android intent|intent redirection|exported component*|content provider*|mode argument|file permissions 777|host network|network sharing',
  ],
  [
    'missing-authentication',
    'authent*|unauthent*|auth bypass|broken auth|login ~ brute|brute force|bruteforce|account lockout|password polic*|password require*|weak password|password recovery|forgotten password|password change|password reset ~ unverified|unverified password|password strength|password aging|secure password|ldap connections|spoof*|anonymous|default credential*|default password*|mfa|two factor|captcha|credential stuffing|channel accessible|man in the middle|replay|privileged action|bypass by|controlled bypass',
  ],
  [
    'code-injection',
    'exec detected|tainted include|tainted eval|code inj*|code ~ injection|code exec*|remote code|rce|eval|evals|evaluated|dynamic code|dynamically exec*|executing code|dynamically evaluated|code evaluation|dynamic code evaluation|new func|script engine|script inj*|expression inj*|groovy*|jexl|mvel|ognl|spel|el injection|dynamic method|method name inj*|reflection|externally controlled input to select|select classes|code construction|code sanit*|generation of code|statically saved code|static code|include* ~ remote|file inclusion|remote file inclusion|fragment injection|resource injection|jndi|csv injection|formula injection|unsafe code|server side include*|ssi|code improper|php remote|control of resource identifiers',
  ],
  [
    'memory-safety',
    'memleak|uninitvar|uninit*|deallocuse|null*|buffer*|overrun|overread|over read|underread|under read|underwrite|under write|out ~ bounds|bounds|bounded write|unbounded write|use after*|used after|after free|double free|free of|freed|dangling|expired pointer|expired container|after lifetime|lifetime ends|heap*|stack based|stack overflow|stack buffer|memory|null pointer|null deref*|nil pointer|null ptr|pointer*|format string|format argument*|printf|strcpy|strcat|gets|memcpy|uninitiali*|uninitialized|initiali* of a|improper initiali*|missing initiali*|wild pointer|offset|array subscript*|null terminat*|write what where|access of indexable|index range|return of stack|release of|releas* ~ resource after|resource after|dangerous function|inherently dangerous|variable initial*|allocation of variable|unsafe block',
  ],
  [
    'race-condition',
    'race|races|toctou|time of check|concurren*|locking|lock|locked|locks|deadlock|synchroniz*|synchronis*|atomic*|reentran*|non reentrant|signal handler*|thread*|multithread*|context switching|double checked|temporary file race|shared data',
  ],
  [
    'integer-overflow',
    'zerodiv|zero div*|integer*|int overflow|arithmetic|underflow|wraparound|wrap around|wrap|numeric*|number* ~ convers*|sign extension|signed*|unsigned*|truncation|off by one|divide by zero|division by zero|div by zero|size overflow|allocation size overflow|incorrect calculation|calculation*|multi byte string length|coercion|wider type|extreme values|conversion between|sizeof|pointer subtraction|operator precedence|precision|floating point',
  ],
  [
    'denial-of-service',
    'resource leak*|unreleased resource*|exhaust*|resource*|rate limit*|rate limiting|without limits|throttl*|unbounded|uncontrolled alloc*|uncontrolled recursion|recursion|infinite loop|unreachable exit|unlimited|large payload|timeout|time out|amplification|bomb|decompress*|compressed data|algorithmic complexity|complexity|loop|iteration|consumption|by sleep|dos by sleep|allocation size|uncontrolled allocation|max request length|interaction frequency|frequency|asymmetric|layer7|leak of resources|file descriptor*|handle leak',
  ],
  [
    'information-exposure',
    'actuator*|file access to http|expos*|disclos*|leak*|sensitive*|private information|private personal|personal information|privacy|information*|cross window|verbose error*|error message*|stack trace*|stacktrace|pii|directory list*|directory brows*|listing|user enum* |enumerat*|username enum*|observable*|tmp directory|timing attack*|timing attacks|timing discrep*|side channel*|discrepancy|version disclos*|system data|server log|log file*|written to log|logged|logging ~ sensitive|source code comments|comment*|temp|temporary|tmp|tempfile|mktemp|tmpdir|cach*|backup|query string*|get query|get request|history|wrong sphere|wrong session|accessible to external|externally accessible|web root|accessible directory|fingerprint*|metadata|core dump|inner class|public static|insertion of|residual|storage of sensitive',
  ],
  [
    'input-validation',
    'valid*|validation|sanit*|input*|untrusted data|untrusted input|user controlled|unchecked|missing check|improper check|type confus*|type conversion|type cast*|type validation|incompatible type|regexp*|regex*|regular expression*|hostname regexp|url scheme|url substring|suffix check|external api|negative amount|array index|index|trust boundary|whitelist|allowlist|denylist|disallowed inputs|canonicaliz*|case sensitiv*|parameter tamper*|immutable|quantity|invalid|equivalence|incomplete comparison|anchor|charset|unicode',
  ],
]

const WORD = '[a-z0-9]+'

function patternOf(phrases: string): RegExp {
  const choices = phrases.split('|').map((phrase) =>
    phrase
      .trim()
      .split(' ')
      .map((word) => (word === '~' ? `(?:${WORD} ){0,3}?` : `${word.replace('*', '[a-z0-9]*')} `))
      .join(''),
  )
  return new RegExp(`(?:^| )(?:${choices.join('|')})`)
}

let patterns: readonly (readonly [RegExp, Family])[] | undefined

/** The family that a name's words speak of; undefined where they speak of none. `words` come from `wordsOf`. */
export function familyOfWords(words: string): Family | undefined {
  patterns ??= PHRASES.map(([family, phrases]) => [patternOf(phrases), family])
  const text = `${words} `
  return (
    patterns.find(([pattern]) => pattern.test(text))?.[1] ?? (/(?:^| )inject[a-z]* /.test(text) ? 'code-injection' : undefined)
  )
}
