import type { Rule } from '../rule.ts'
import { builtLdapRule, builtSqlRule, builtXpathRule } from '../shared/index.ts'

/** Commands, statements, queries and files made of somebody else's text. */
export const C_INJECTION: readonly Rule[] = [
  {
    id: 'c/command-injection/shell',
    family: 'command-injection',
    cwe: 'CWE-78',
    severity: 'critical',
    title: 'Shell command is put together from a variable',
    why: 'A shell interprets what goes into the command line.',
    remediation: 'Use fork and execv with a list of arguments.',
    sinks: [
      {
        on: 'call',
        names: ['system', 'popen', '_popen', 'wordexp', 'g_spawn_command_line_sync', 'g_spawn_command_line_async'],
        when: { level: 1 },
      },
      { on: 'call', names: ['execl', 'execlp'], argument: 'all', call: /"-c"/, when: { level: 1 } },
    ],
    bad: [
      'int main(int argc, char **argv) { char c[99]; snprintf(c, sizeof c, "tar %s", argv[1]); return system(c); }',
      'void f(char *p) { popen(p, "r"); }',
    ],
    good: ['void f(void) { system("sync"); }', 'void f(char *p) { execl("/bin/tar", "tar", "-xf", p, (char *)NULL); }'],
  },
  builtSqlRule(
    'c',
    [
      'sqlite3_exec',
      'sqlite3_prepare',
      'sqlite3_prepare_v2',
      'sqlite3_prepare_v3',
      'sqlite3_get_table',
      'mysql_query',
      'mysql_real_query',
      'mysql_stmt_prepare',
      'PQexec',
      'PQprepare',
      'PQsendQuery',
      'SQLExecDirect',
      'SQLPrepare',
    ],
    {
      bad: [
        'void f(char *n) { char q[99]; snprintf(q, sizeof q, "SELECT a FROM t WHERE n = \'%s\'", n); sqlite3_exec(db, q, 0, 0, 0); }',
      ],
      good: [
        'void f(char *n) { sqlite3_prepare_v2(db, "SELECT a FROM t WHERE n = ?", -1, &s, 0); sqlite3_bind_text(s, 1, n, -1, 0); }',
      ],
    },
  ),
  {
    id: 'c/path-traversal/file-call',
    family: 'path-traversal',
    cwe: 'CWE-22',
    severity: 'high',
    title: 'Input decides which file is opened',
    why: 'A value from the network with ../ leaves the intended folder.',
    remediation: 'Compare realpath of the file with its folder, or open it relative to one with RESOLVE_BENEATH.',
    sinks: [
      {
        on: 'call',
        names: ['fopen', 'freopen', 'open', 'creat', 'unlink', 'remove', 'opendir', 'mkdir', 'rmdir', 'rename', 'chmod'],
        when: { level: 3, built: true },
      },
    ],
    bad: ['void f(int s) { char n[99]; char p[199]; recv(s, n, 98, 0); snprintf(p, sizeof p, "/srv/%s", n); fopen(p, "r"); }'],
    good: ['void f(void) { fopen("/srv/a", "r"); }'],
  },
  builtLdapRule('c', ['ldap_search_s', 'ldap_search_st', 'ldap_search_ext', 'ldap_search_ext_s'], {
    bad: [
      'void f(char *uid) { char q[99]; snprintf(q, sizeof q, "(uid=%s)", uid); ldap_search_ext_s(ld, b, s, q, 0, 0, 0, 0, 0, 0, &r); }',
    ],
    good: ['void f(void) { ldap_search_ext_s(ld, b, s, "(uid=*)", 0, 0, 0, 0, 0, 0, &r); }'],
  }),
  builtXpathRule('c', [{ on: 'call', names: ['xmlXPathEvalExpression', 'xmlXPathEval', 'xmlXPathCompile'] }], {
    bad: ['void f(char *id) { char q[99]; snprintf(q, sizeof q, "//user[@id=%s]", id); xmlXPathEvalExpression(q, c); }'],
    good: ['void f(void) { xmlXPathEvalExpression("//user[@id=1]", c); }'],
  }),
  {
    id: 'c/xml-external-entity/parser-option',
    family: 'xml-external-entity',
    cwe: 'CWE-611',
    severity: 'high',
    title: 'XML parser expands external entities',
    why: 'A document can read files and call addresses of the machine.',
    remediation: 'Leave XML_PARSE_NOENT and XML_PARSE_DTDLOAD out, and add XML_PARSE_NONET.',
    sinks: [
      {
        on: 'call',
        names: [
          'xmlReadFile',
          'xmlReadMemory',
          'xmlReadDoc',
          'xmlReadFd',
          'xmlCtxtReadFile',
          'xmlCtxtReadMemory',
          'xmlCtxtUseOptions',
        ],
        argument: 'all',
        when: { text: /XML_PARSE_(?:NOENT|DTDLOAD|DTDATTR|DTDVALID|XINCLUDE)/ },
      },
      { on: 'call', names: ['xmlSubstituteEntitiesDefault'], when: { text: /^1$/ } },
    ],
    bad: ['void f(char *p) { xmlReadFile(p, NULL, XML_PARSE_NOENT | XML_PARSE_DTDLOAD); }'],
    good: ['void f(char *p) { xmlReadFile(p, NULL, XML_PARSE_NONET); }'],
  },
]
