import type { Rule } from '../rule.ts'
import { builtLdapRule, builtSqlRule, builtXpathRule } from '../shared/index.ts'

/** Statements, commands, templates and code made of somebody else's text. */
export const PYTHON_INJECTION: readonly Rule[] = [
  builtSqlRule('python', ['execute', 'executemany', 'executescript', 'raw', 'text', 'extra', 'read_sql', 'fetch', 'fetchrow'], {
    bad: [
      'def find(name):\n    return db.execute(f"SELECT * FROM users WHERE name = \'{name}\'")',
      'def find(name):\n    cursor.execute("SELECT * FROM users WHERE name = \'%s\'" % name)',
      'def find(name):\n    q = "DELETE FROM users WHERE name = \'{}\'".format(name)\n    cursor.execute(q)',
      '@app.get("/")\ndef index():\n    db.execute("SELECT * FROM t ORDER BY " + request.args["sort"])',
    ],
    good: [
      'def find(name):\n    return db.execute("SELECT * FROM users WHERE name = ?", (name,))',
      'def find(limit: int):\n    return db.execute(f"SELECT * FROM users LIMIT {limit}")',
      'def find(ids):\n    marks = ",".join("?" for _ in ids)\n    return db.execute(f"SELECT * FROM t WHERE id IN ({marks})", ids)',
      'COLUMNS = {"a": "a"}\ndef find(sort):\n    by = COLUMNS.get(sort, "id")\n    return db.execute(f"SELECT * FROM t ORDER BY {by}")',
    ],
  }),
  builtXpathRule(
    'python',
    [
      { on: 'call', names: ['xpath', 'XPath', 'iterfind'] },
      { on: 'call', names: ['find', 'findall', 'findtext'], receiver: /tree|root|doc|xml|elem/i },
    ],
    {
      bad: [
        'def find(name):\n    return tree.xpath(f"//user[@name=\'{name}\']")',
        'def find(name):\n    return root.find(".//user[@name=\'" + name + "\']")',
      ],
      good: [
        'def find(name):\n    return tree.xpath("//user[@name=$name]", name=name)',
        'def find():\n    return root.find(".//user")',
      ],
    },
  ),
  builtLdapRule('python', ['search', 'search_s', 'search_st', 'search_ext', 'search_ext_s'], {
    bad: [
      'def find(uid):\n    return conn.search_s(BASE, SCOPE, f"(uid={uid})")',
      'def find(uid):\n    flt = "(&(a=b)(uid=%s))" % uid\n    return conn.search_s(BASE, SCOPE, flt)',
    ],
    good: ['def find(uid):\n    return conn.search_s(BASE, SCOPE, f"(uid={escape_filter_chars(uid)})")'],
  }),
  {
    id: 'python/command-injection/shell',
    family: 'command-injection',
    cwe: 'CWE-78',
    severity: 'critical',
    title: 'Shell command is put together from a variable',
    why: 'A shell interprets what goes into the command line.',
    remediation: 'Call subprocess.run with a list of arguments and without shell=True.',
    sinks: [
      {
        on: 'call',
        names: ['run', 'Popen', 'call', 'check_call', 'check_output', 'getoutput', 'getstatusoutput'],
        receiver: /^(?:|subprocess|sp)$/,
        call: /shell\s*=\s*True|getoutput|getstatusoutput/,
        when: { level: 1 },
      },
      { on: 'call', names: ['system', 'popen', 'popen2', 'popen3'], receiver: /^(?:os|commands)$/, when: { level: 1 } },
      {
        on: 'call',
        names: ['execl', 'execlp', 'execv', 'execvp', 'spawnl', 'spawnlp', 'spawnv'],
        receiver: /^os$/,
        argument: 'all',
        when: { level: 3 },
      },
      { on: 'call', names: ['exec_command'], when: { level: 2, built: true } },
      { on: 'call', names: ['create_subprocess_shell'], when: { level: 1 } },
      {
        on: 'call',
        names: ['run', 'Popen', 'call', 'check_call', 'check_output'],
        receiver: /^subprocess$/,
        when: { level: 3, leads: true, unless: /^\[\s*["']/ },
      },
    ],
    bad: [
      'def ping(host):\n    os.system("ping -c 1 " + host)',
      'def pack(path):\n    subprocess.run(f"tar -czf out.tgz {path}", shell=True)',
    ],
    good: [
      'def ping(host):\n    subprocess.run(["ping", "-c", "1", "--", host])',
      'os.system("sync")',
      'def pack(path):\n    subprocess.run(f"tar -czf out.tgz {shlex.quote(path)}", shell=True)',
    ],
  },
  {
    id: 'python/code-injection/evaluated',
    family: 'code-injection',
    cwe: 'CWE-95',
    severity: 'critical',
    title: 'Text is run as code',
    why: 'A value that is not constant is compiled and run; empty builtins are no protection.',
    remediation: 'Parse the expression with ast and accept only what is needed, or choose from a table of functions.',
    sinks: [
      { on: 'call', names: ['eval', 'exec', 'compile'], receiver: /^(?:|builtins)$/, when: { level: 1 } },
      { on: 'call', names: ['import_module', '__import__'], when: { level: 3 } },
    ],
    bad: ['def total(rule):\n    return eval(rule)', 'exec(request.form["code"])'],
    good: ['def total(rule):\n    return ast.literal_eval(rule)', 'eval("1 + 1")', 'pattern = re.compile(text)'],
  },
  {
    id: 'python/template-injection/compiled',
    family: 'template-injection',
    cwe: 'CWE-1336',
    severity: 'high',
    title: 'Template text is not constant',
    why: 'Whoever writes the template can call into Python.',
    remediation: 'Keep templates as files of the program and pass data as values.',
    sinks: [
      { on: 'call', names: ['render_template_string', 'from_string'], when: { level: 2 } },
      { on: 'call', names: ['Template'], receiver: /^(?:|jinja2|mako\.template)$/, when: { level: 2 }, hint: /jinja2|mako/ },
    ],
    bad: [
      'def show():\n    return render_template_string("<h1>" + request.args["t"] + "</h1>")',
      'from jinja2 import Template\ndef show(text):\n    return Template(text).render()',
    ],
    good: [
      'def show():\n    return render_template_string("<h1>{{ t }}</h1>", t=request.args["t"])',
      'def show():\n    return render_template("a.html", t=request.args["t"])',
    ],
  },
  {
    id: 'python/nosql-injection/request-in-filter',
    family: 'nosql-injection',
    cwe: 'CWE-943',
    severity: 'high',
    title: 'Request data reaches a MongoDB filter unconverted',
    why: 'A value of a JSON body may be an object with operators such as $ne.',
    remediation: 'Convert each value to the expected type, or validate the body against a schema.',
    sinks: [
      {
        on: 'call',
        names: ['find', 'find_one', 'update_one', 'update_many', 'delete_one', 'delete_many', 'aggregate', 'count_documents'],
        when: { level: 3, text: /^\s*(?:\{|\[|request\b|\w+\s*$)/ },
      },
      {
        on: 'pair',
        key: /^\$where$/,
        when: { level: 2 },
      },
    ],
    bad: [
      'def login():\n    return users.find_one({"name": request.json["name"]})',
      'def by(city):\n    return people.find({"$where": "this.city == \'" + city + "\'"})',
    ],
    good: ['def login():\n    return users.find_one({"name": str(request.json["name"])})'],
  },
]
