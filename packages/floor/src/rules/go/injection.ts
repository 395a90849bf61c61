import type { Rule } from '../rule.ts'
import { builtLdapRule, builtSqlRule, builtXpathRule } from '../shared/index.ts'

const web = (body: string): string => `package a\nfunc h(w http.ResponseWriter, r *http.Request) { ${body} }`

/** Statements, commands, files, addresses and pages made of somebody else's text. */
export const GO_INJECTION: readonly Rule[] = [
  builtSqlRule(
    'go',
    [
      'Query',
      'QueryContext',
      'QueryRow',
      'QueryRowContext',
      'Exec',
      'ExecContext',
      'Raw',
      'Prepare',
      'PrepareContext',
      'Where',
      'Order',
      'Having',
      'Group',
      'Select',
      'Get',
      'NamedExec',
      'Queryx',
      'MustExec',
    ],
    {
      bad: [
        web('q := fmt.Sprintf("SELECT id FROM t WHERE n = \'%s\'", r.FormValue("n")); db.Query(q)'),
        'package a\nfunc find(name string) { db.Query("SELECT id FROM t WHERE n = \'" + name + "\'") }',
      ],
      good: [
        web('db.Query("SELECT id FROM t WHERE n = $1", r.FormValue("n"))'),
        'package a\nfunc find(limit int) { db.Query(fmt.Sprintf("SELECT id FROM t LIMIT %d", limit)) }',
        'package a\nconst table = "t"\nfunc all() { db.Query("SELECT id FROM " + table + " WHERE a = 1") }',
      ],
    },
  ),
  builtXpathRule(
    'go',
    [
      {
        on: 'call',
        names: ['Find', 'FindOne', 'Query', 'QueryAll', 'QuerySelector', 'QuerySelectorAll', 'Compile', 'MustCompile'],
        receiver: /^(?:xmlquery|htmlquery|xpath)$/,
      },
    ],
    {
      bad: ['package a\nfunc find(name string) { xmlquery.FindOne(doc, "//user[@name=\'"+name+"\']") }'],
      good: [
        'package a\nfunc find(id int) { xmlquery.FindOne(doc, fmt.Sprintf("//user[@id=%d]", id)); regexp.MustCompile("//a" + b) }',
      ],
    },
  ),
  {
    id: 'go/template-injection/parsed',
    family: 'template-injection',
    cwe: 'CWE-1336',
    severity: 'high',
    title: 'Template text comes from a request',
    why: 'Whoever writes the template reads and calls what it is given.',
    remediation: 'Keep templates as files of the program and pass data as values.',
    sinks: [{ on: 'call', names: ['Parse'], receiver: /template\.New\(|t(?:e?m)?pl|template/i, when: { level: 3 } }],
    bad: [web('t, _ := template.New("a").Parse(r.FormValue("t")); t.Execute(w, nil)')],
    good: [web('t, _ := template.New("a").Parse("{{.}}"); t.Execute(w, r.FormValue("t"))')],
  },
  builtLdapRule('go', ['NewSearchRequest', 'Search'], {
    bad: ['package a\nfunc find(uid string) { ldap.NewSearchRequest(base, fmt.Sprintf("(uid=%s)", uid)) }'],
    good: ['package a\nfunc find(uid string) { ldap.NewSearchRequest(base, fmt.Sprintf("(uid=%s)", ldap.EscapeFilter(uid))) }'],
  }),
  {
    id: 'go/command-injection/shell',
    family: 'command-injection',
    cwe: 'CWE-78',
    severity: 'critical',
    title: 'Command is put together from a variable',
    why: 'A shell reads what goes into the command line.',
    remediation: 'Call exec.Command with a fixed program and checked arguments, without a shell.',
    sinks: [
      {
        on: 'call',
        names: ['Command', 'CommandContext'],
        receiver: /^exec$/,
        argument: 'all',
        call: /"(?:\/bin\/)?(?:ba|z)?sh"\s*,\s*"-\w*c"|"cmd(?:\.exe)?"/,
        when: { level: 2 },
      },
      { on: 'call', names: ['Command'], receiver: /^exec$/, when: { level: 3 } },
    ],
    bad: [web('exec.Command("sh", "-c", "ping "+r.FormValue("host")).Run()')],
    good: [
      web('exec.Command("ping", "-c", "1", "--", r.FormValue("host")).Run()'),
      'package a\nfunc f() { exec.Command("sh", "-c", "sync").Run() }',
    ],
  },
  {
    id: 'go/path-traversal/file-call',
    family: 'path-traversal',
    cwe: 'CWE-22',
    severity: 'high',
    title: 'Request data decides which file is touched',
    why: 'filepath.Join cleans a path but lets it lead out of the folder.',
    remediation: 'Use filepath.Base, filepath.IsLocal or os.Root.',
    sinks: [
      {
        on: 'call',
        names: ['Open', 'OpenFile', 'ReadFile', 'WriteFile', 'Create', 'Remove', 'RemoveAll', 'ReadDir', 'Mkdir', 'MkdirAll'],
        receiver: /^(?:os|ioutil)$/,
        when: { level: 3 },
      },
      { on: 'call', names: ['ServeFile'], receiver: /^http$/, argument: 2, when: { level: 3 } },
    ],
    bad: [
      web('os.Open(filepath.Join(root, r.URL.Query().Get("name")))'),
      web('http.ServeFile(w, r, "files/"+r.FormValue("name"))'),
    ],
    good: [
      web('os.Open(filepath.Join(root, filepath.Base(r.URL.Query().Get("name"))))'),
      web('name := r.FormValue("n"); if !filepath.IsLocal(name) { return }; os.Open(filepath.Join(root, name))'),
    ],
  },
  {
    id: 'go/server-side-request-forgery/outgoing-call',
    family: 'server-side-request-forgery',
    cwe: 'CWE-918',
    severity: 'high',
    title: 'Request data decides which host is called',
    why: 'The server can be made to call internal addresses.',
    remediation: 'Parse the URL and compare its host with a fixed list; switch redirects off.',
    sinks: [
      {
        on: 'call',
        names: ['Get', 'Post', 'PostForm', 'Head'],
        receiver: /^(?:http|\w*[cC]lient|resty.*)$/,
        when: { level: 3, leads: true },
      },
      {
        on: 'call',
        names: ['NewRequest', 'NewRequestWithContext'],
        receiver: /^http$/,
        argument: 'any',
        when: { level: 3, leads: true, unless: /^r\.Body$|Context\(\)|^"/ },
      },
      { on: 'call', names: ['Dial', 'DialTimeout'], receiver: /^net$/, argument: 1, when: { level: 3 } },
    ],
    bad: [
      web('http.Get(r.FormValue("url"))'),
      web('u, err := url.Parse(r.FormValue("url")); if err != nil || u.Scheme != "https" { return }; http.Get(u.String())'),
    ],
    good: [
      web('http.Get("https://api.example.com/" + r.FormValue("id"))'),
      web('u, _ := url.Parse(r.FormValue("url")); if !allowed[u.Hostname()] { return }; http.Get(u.String())'),
    ],
  },
  {
    id: 'go/cross-site-scripting/response',
    family: 'cross-site-scripting',
    cwe: 'CWE-79',
    severity: 'high',
    title: 'Request data is written into a page unescaped',
    why: 'Neither fmt nor Write escapes anything.',
    remediation: 'Use html/template, or html.EscapeString.',
    sinks: [
      {
        on: 'call',
        names: ['Fprintf', 'Fprint', 'Fprintln', 'WriteString'],
        receiver: /^(?:fmt|io)$/,
        argument: 'all',
        when: { level: 3, shape: /<[a-z!/]/i },
      },
      { on: 'call', names: ['Write'], receiver: /^(?:w|rw|writer)$/, when: { level: 3, shape: /<[a-z!/]/i } },
      { on: 'call', names: ['Execute', 'ExecuteTemplate'], when: { text: /^(?:w|rw|writer|res)$/ }, hint: /"text\/template"/ },
      { on: 'call', names: ['HTML', 'JS', 'URL', 'CSS', 'HTMLAttr'], receiver: /^template$/, when: { level: 2 } },
      {
        on: 'call',
        names: ['HTML', 'Data', 'HTMLBlob', 'SendString', 'String'],
        receiver: /^(?:c|ctx)$/,
        argument: 'all',
        when: { level: 3, built: true, shape: /<[a-z!/]/i },
      },
    ],
    bad: [
      web('fmt.Fprintf(w, "<b>%s</b>", r.FormValue("q"))'),
      'package a\nfunc f(text string) template.HTML { return template.HTML(text) }',
      'package a\nimport "text/template"\nfunc f(w http.ResponseWriter) { page.Execute(w, nil) }',
    ],
    good: [
      web('fmt.Fprintf(w, "<b>%s</b>", html.EscapeString(r.FormValue("q")))'),
      web('fmt.Fprintf(w, "%s", r.FormValue("q"))'),
    ],
  },
  {
    id: 'go/open-redirect/redirect',
    family: 'open-redirect',
    cwe: 'CWE-601',
    severity: 'medium',
    title: 'Request data decides where a redirect leads',
    why: 'A value of the request may name another site.',
    remediation: 'Accept only known paths, or check that the target stays on this host.',
    sinks: [
      {
        on: 'call',
        names: ['Redirect'],
        receiver: /^(?:http|c|ctx)$/,
        argument: 'any',
        when: { level: 3, leads: true, unless: /^(?:r|w|c)$/ },
      },
    ],
    bad: [web('http.Redirect(w, r, r.FormValue("next"), http.StatusFound)')],
    good: [web('http.Redirect(w, r, "/items/"+r.FormValue("id"), http.StatusFound)')],
  },
]
