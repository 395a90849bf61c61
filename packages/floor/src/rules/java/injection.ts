import type { Rule } from '../rule.ts'
import { builtLdapRule, builtSqlRule, builtXpathRule } from '../shared/index.ts'

/** Statements, commands and code made of somebody else's text, and what it reaches. */
export const JAVA_INJECTION: readonly Rule[] = [
  builtSqlRule(
    'java',
    [
      'executeQuery',
      'executeUpdate',
      'execute',
      'prepareStatement',
      'createQuery',
      'createNativeQuery',
      'query',
      'queryForObject',
      'queryForList',
      'update',
      'addBatch',
      'createSQLQuery',
      'batchUpdate',
      'queryForMap',
      'queryForRowSet',
      'executeLargeUpdate',
      'nativeSQL',
      'prepareCall',
    ],
    {
      bad: [
        'class A { void find(HttpServletRequest request) throws Exception { String q = "SELECT * FROM t WHERE n = \'" + request.getParameter("n") + "\'"; s.executeQuery(q); } }',
        'class A { void find(String name) { jdbc.queryForList(String.format("SELECT * FROM t WHERE n = \'%s\'", name)); } }',
        'class A { void find(String name) { StringBuilder q = new StringBuilder("DELETE FROM t WHERE n = "); q.append(name); s.execute(q.append(name).toString()); } }',
      ],
      good: [
        'class A { void find(String name) throws Exception { PreparedStatement p = c.prepareStatement("SELECT * FROM t WHERE n = ?"); p.setString(1, name); } }',
        'class A { void find(int limit) { jdbc.queryForList("SELECT * FROM t LIMIT " + limit); } }',
        'class A { static final String TABLE = "t"; void all() { jdbc.queryForList("SELECT * FROM " + TABLE + " WHERE a = 1"); } }',
      ],
    },
  ),
  builtXpathRule(
    'java',
    [
      {
        on: 'call',
        names: ['evaluate', 'compile', 'evaluateExpression', 'selectNodes', 'selectSingleNode', 'createXPath'],
        receiver: /x?path|doc|node|root|xml/i,
      },
    ],
    {
      bad: ['class A { void find(String id) throws Exception { xpath.evaluate("/users/user[@id=\'" + id + "\']", document); } }'],
      good: [
        'class A { void find(int id) throws Exception { xpath.evaluate("/users/user[@id=" + id + "]", document); Pattern.compile("a/" + name); } }',
      ],
    },
  ),
  builtLdapRule('java', ['search', 'searchForObject', 'lookup'], {
    bad: ['class A { void find(String uid) { context.search("ou=p", "(uid=" + uid + ")", controls); } }'],
    good: ['class A { void find(String uid) { context.search("ou=p", "(uid={0})", new Object[] {uid}, controls); } }'],
  }),
  {
    id: 'java/command-injection/shell',
    family: 'command-injection',
    cwe: 'CWE-78',
    severity: 'critical',
    title: 'Command is put together from a variable',
    why: 'A value becomes part of a command line, or is read by a shell.',
    remediation: 'Use ProcessBuilder with a fixed program and a list of checked arguments, without a shell.',
    sinks: [
      { on: 'call', names: ['exec'], receiver: /(?:getRuntime\(\)|runtime|rt)$/i, when: { level: 2 } },
      {
        on: 'call',
        names: ['ProcessBuilder', 'command'],
        argument: 'all',
        call: /"(?:\/bin\/)?(?:ba)?sh"|"cmd(?:\.exe)?"/,
        when: { level: 1 },
      },
    ],
    bad: [
      'class A { void run(@RequestParam String m) throws Exception { Runtime.getRuntime().exec("report " + m); } }',
      'class A { void run(String m) throws Exception { new ProcessBuilder("sh", "-c", "report " + m).start(); } }',
    ],
    good: [
      'class A { void run(String m) throws Exception { new ProcessBuilder("report", "--month", m).start(); } }',
      'class A { void run() throws Exception { Runtime.getRuntime().exec("sync"); } }',
    ],
  },
  {
    id: 'java/code-injection/evaluated',
    family: 'code-injection',
    cwe: 'CWE-94',
    severity: 'critical',
    title: 'Text is run as code',
    why: 'A script or expression that is not constant is evaluated.',
    remediation: 'Parse the expression with a small grammar, or evaluate it in a restricted context.',
    sinks: [
      { on: 'call', names: ['eval'], receiver: /engine|script|shell/i, when: { level: 2 } },
      { on: 'call', names: ['parseExpression'], when: { level: 2 } },
      { on: 'call', names: ['getValue', 'compileExpression'], receiver: /^(?:Ognl|MVEL)$/, when: { level: 2 } },
    ],
    bad: ['class A { Object run(@RequestParam String rule) { return parser.parseExpression(rule).getValue(); } }'],
    good: ['class A { Object run() { return parser.parseExpression("1 + 1").getValue(); } }'],
  },
  {
    id: 'java/path-traversal/file-call',
    family: 'path-traversal',
    cwe: 'CWE-22',
    severity: 'high',
    title: 'Request data decides which file is touched',
    why: 'A value of the request with ../ or an absolute path leaves the intended folder.',
    remediation: 'Normalise the path and check that it starts with its folder.',
    sinks: [
      {
        on: 'call',
        names: [
          'File',
          'FileInputStream',
          'FileOutputStream',
          'FileReader',
          'FileWriter',
          'RandomAccessFile',
          'FileSystemResource',
        ],
        receiver: /^(?:|java\.io)$/,
        argument: 'any',
        when: { level: 3 },
      },
      {
        on: 'call',
        names: ['readAllBytes', 'newInputStream', 'newBufferedReader', 'readString', 'copy', 'delete', 'write', 'lines'],
        receiver: /^Files$/,
        argument: 'any',
        when: { level: 3 },
      },
    ],
    bad: ['class A { void get(HttpServletRequest request) { File f = new File("/srv/" + request.getParameter("f")); } }'],
    good: [
      'class A { void get(HttpServletRequest request) { Path p = ROOT.resolve(request.getParameter("f")).normalize(); if (!p.startsWith(ROOT)) return; Files.readAllBytes(p); } }',
      'class A { File f = new File("a.txt"); }',
    ],
  },
  {
    id: 'java/server-side-request-forgery/outgoing-call',
    family: 'server-side-request-forgery',
    cwe: 'CWE-918',
    severity: 'high',
    title: 'Request data decides which host is called',
    why: 'The server can be made to call internal addresses.',
    remediation: 'Parse the URL and compare scheme and host with a fixed list; switch redirects off.',
    sinks: [
      { on: 'call', names: ['URL'], receiver: /^(?:|java\.net)$/, when: { level: 3, leads: true } },
      { on: 'call', names: ['create'], receiver: /^URI$/, when: { level: 3, leads: true } },
      { on: 'call', names: ['connect'], receiver: /^Jsoup$/, when: { level: 3, leads: true } },
      { on: 'call', names: ['Socket'], receiver: /^(?:|java\.net)$/, when: { level: 3 } },
      {
        on: 'call',
        names: [
          'getForObject',
          'getForEntity',
          'postForObject',
          'postForEntity',
          'postForLocation',
          'exchange',
          'patchForObject',
        ],
        when: { level: 3, leads: true },
      },
      {
        on: 'call',
        names: ['HttpGet', 'HttpPost', 'HttpPut', 'HttpDelete', 'HttpPatch', 'HttpHead', 'GetMethod', 'PostMethod', 'uri', 'url'],
        when: { level: 3, leads: true },
      },
    ],
    bad: ['class A { void get(@RequestParam String url) throws Exception { new URL(url).openStream(); } }'],
    good: [
      'class A { void get(@RequestParam String id) throws Exception { new URL("https://api.example.com/" + id).openStream(); } }',
    ],
  },
  {
    id: 'java/cross-site-scripting/response',
    family: 'cross-site-scripting',
    cwe: 'CWE-79',
    severity: 'high',
    title: 'Request data is written into a page unescaped',
    why: 'A value of the request becomes part of HTML.',
    remediation: 'Escape the value for HTML, or let a template with automatic escaping render it.',
    sinks: [
      {
        on: 'call',
        names: ['print', 'println', 'write', 'append', 'printf', 'format'],
        receiver: /(?:getWriter\(\)|writer|out)$/i,
        argument: 'any',
        when: { level: 3 },
      },
    ],
    bad: [
      'class A { void get(HttpServletRequest request, HttpServletResponse response) throws Exception { response.getWriter().println("<b>" + request.getParameter("q") + "</b>"); } }',
    ],
    good: [
      'class A { void get(HttpServletRequest request, HttpServletResponse response) throws Exception { response.getWriter().println("<b>" + HtmlUtils.htmlEscape(request.getParameter("q")) + "</b>"); } }',
    ],
  },
  {
    id: 'java/open-redirect/redirect',
    family: 'open-redirect',
    cwe: 'CWE-601',
    severity: 'medium',
    title: 'Request data decides where a redirect leads',
    why: 'A value of the request may name another site.',
    remediation: 'Accept only known paths, or check that the target stays on this origin.',
    sinks: [{ on: 'call', names: ['sendRedirect', 'RedirectView'], when: { level: 3, leads: true } }],
    bad: [
      'class A { void go(HttpServletRequest request, HttpServletResponse response) throws Exception { response.sendRedirect(request.getParameter("next")); } }',
    ],
    good: [
      'class A { void go(HttpServletRequest request, HttpServletResponse response) throws Exception { response.sendRedirect("/items/" + request.getParameter("id")); } }',
    ],
  },
]
