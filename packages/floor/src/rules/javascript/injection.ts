import type { Rule } from '../rule.ts'
import { builtLdapRule, builtSqlRule } from '../shared.ts'

/** Statements, queries, commands and code made of somebody else's text. */
export const JAVASCRIPT_INJECTION: readonly Rule[] = [
  builtSqlRule(
    'javascript',
    ['query', 'execute', 'raw', 'whereRaw', 'orderByRaw', '$queryRawUnsafe', '$executeRawUnsafe', 'prepare'],
    {
      bad: [
        'app.get("/", (req, res) => { db.query(`SELECT * FROM users WHERE id = ${req.query.id}`) })',
        'function find(name) { return pool.query("SELECT * FROM users WHERE name = \'" + name + "\'") }',
        'app.get("/", (req, res) => { const { id } = req.params; const text = "DELETE FROM a WHERE id=" + id; run(text) })',
      ],
      good: [
        'app.get("/", (req, res) => { db.query("SELECT * FROM users WHERE id = $1", [req.query.id]) })',
        'app.get("/", (req, res) => { const n = Number(req.query.n); db.query(`SELECT * FROM users LIMIT ${n}`) })',
        'const COLUMNS = { a: "a" }; function list(sort) { const by = COLUMNS[sort] ?? "id"; return db.query(`SELECT * FROM t ORDER BY ${by}`) }',
        'function by(ids) { const marks = ids.map((_, i) => `$${i + 1}`).join(","); return db.query(`SELECT * FROM t WHERE id IN (${marks})`, ids) }',
      ],
    },
  ),
  {
    id: 'javascript/sql-injection/raw-call',
    family: 'sql-injection',
    cwe: 'CWE-89',
    severity: 'high',
    title: 'Request data reaches a raw SQL call',
    why: 'A value of the request is the statement, or a raw part of it.',
    remediation: 'Use bound parameters, or the query builder without its raw forms.',
    sinks: [
      { on: 'call', names: ['query', 'execute', 'raw', 'literal', 'prepare'], when: { level: 3, leads: true } },
      { on: 'call', names: ['whereRaw', 'orderByRaw', 'havingRaw', '$queryRawUnsafe', '$executeRawUnsafe'], when: { level: 3 } },
    ],
    bad: [
      'app.get("/", (req, res) => { knex("t").whereRaw(req.query.filter) })',
      'app.post("/", (req, res) => { prisma.$queryRawUnsafe(req.body.sql) })',
    ],
    good: ['app.get("/", (req, res) => { knex("t").where("id", req.query.id) })'],
  },
  {
    id: 'javascript/nosql-injection/request-in-filter',
    family: 'nosql-injection',
    cwe: 'CWE-943',
    severity: 'high',
    title: 'Request data reaches a MongoDB filter unconverted',
    why: 'A value of the request may be an object with operators such as $ne.',
    remediation: 'Convert each value to the expected type (String, Number, ObjectId) or validate the body against a schema.',
    sinks: [
      {
        on: 'call',
        names: [
          'find',
          'findOne',
          'findOneAndUpdate',
          'findOneAndDelete',
          'updateOne',
          'updateMany',
          'deleteOne',
          'deleteMany',
          'countDocuments',
          'aggregate',
          'exists',
        ],
        when: { level: 3, text: /^\s*(?:\{|\[|req\b|request\b|ctx\b|\w+\s*$)/, unless: /=>/ },
      },
      { on: 'pair', key: /^\$where$/, when: { level: 2 } },
    ],
    bad: [
      'app.post("/", (req, res) => { users.findOne({ name: req.body.name, password: req.body.password }) })',
      'app.get("/", (req, res) => { items.find({ $where: `this.a > ${req.query.a}` }) })',
    ],
    good: [
      'app.post("/", (req, res) => { users.findOne({ name: String(req.body.name) }) })',
      'app.get("/", (req, res) => { const id = req.params.id; list.find((one) => one.id === id) })',
    ],
  },
  {
    id: 'javascript/command-injection/shell',
    family: 'command-injection',
    cwe: 'CWE-78',
    severity: 'critical',
    title: 'Shell command is put together from a variable',
    why: 'A shell interprets what goes into the command line.',
    remediation: 'Call execFile or spawn with a fixed program and a list of arguments, without a shell.',
    sinks: [
      {
        on: 'call',
        names: ['run', 'sh', 'shell', 'runCommand'],
        receiver: /^$/,
        when: { level: 1, built: true },
        hint: /promisify\((?:\w+\.)?exec\)/,
      },
      {
        on: 'call',
        names: ['exec', 'execSync', 'execAsync', 'execPromise', '$'],
        receiver: /^(?:|.*child_process|cp|childProcess|shell|shelljs|util)$/i,
        when: { level: 1, built: true },
      },
      {
        on: 'call',
        names: [
          'exec',
          'execSync',
          'execAsync',
          'execPromise',
          'execFile',
          'execFileSync',
          'spawn',
          'spawnSync',
          'fork',
          'execa',
          'execaCommand',
          'command',
        ],
        receiver: /^(?:|.*child_process|cp|childProcess|shell|shelljs|execa)$/i,
        when: { level: 3 },
      },
      {
        on: 'call',
        names: ['spawn', 'spawnSync', 'execFile', 'execFileSync'],
        argument: 'any',
        when: { level: 2, built: true },
        call: /shell\s*:\s*(?:true|['"])|['"](?:sh|bash|\/bin\/(?:ba)?sh|cmd(?:\.exe)?)['"]/,
      },
    ],
    bad: [
      'app.get("/", (req, res) => { exec(`ping ${req.query.host}`) })',
      'const { execSync } = require("child_process"); for (const f of await list()) execSync("gzip " + f.name)',
      'app.get("/", (req, res) => { child_process.spawn("sh", ["-c", "ls " + req.query.dir]) })',
    ],
    good: [
      'exec("git status")',
      'app.get("/", (req, res) => { execFile("dig", ["+short", "--", req.query.host]) })',
      'const found = /a(b)/.exec(`${text} x`)',
    ],
  },
  {
    id: 'javascript/code-injection/evaluated',
    family: 'code-injection',
    cwe: 'CWE-94',
    severity: 'critical',
    title: 'Text is run as code',
    why: 'A value that is not constant is compiled and run.',
    remediation: 'Parse the expression with a small grammar, or choose from a table of functions.',
    sinks: [
      { on: 'call', names: ['eval', 'execScript'], receiver: /^(?:|window|globalThis|global)$/, when: { level: 1 } },
      { on: 'call', names: ['Function'], receiver: /^$/, argument: 'all', when: { level: 1 } },
      {
        on: 'call',
        names: ['runInThisContext', 'runInNewContext', 'runInContext', 'compileFunction', 'Script'],
        receiver: /^(?:|vm)$/,
        when: { level: 1 },
      },
      { on: 'call', names: ['setTimeout', 'setInterval'], when: { level: 2, built: true } },
      { on: 'call', names: ['require', 'import'], receiver: /^$/, when: { level: 3 }, hint: /\b(?:require|import)\((?!["'])/ },
    ],
    bad: [
      'app.get("/", (req, res) => { res.json(eval(req.query.sum)) })',
      'function compute(rule) { return new Function("x", `return ${rule}`) }',
      'app.post("/", (req, res) => { vm.runInNewContext(req.body.code) })',
    ],
    good: ['setTimeout(() => work(`${name}`), 10)', 'const f = new Function("return this")', 'eval("1 + 1")'],
  },
  {
    id: 'javascript/template-injection/compiled',
    family: 'template-injection',
    cwe: 'CWE-1336',
    severity: 'high',
    title: 'Template text is not constant',
    why: 'Whoever writes the template runs code in the engine.',
    remediation: 'Keep templates as files of the program and pass data as values.',
    sinks: [
      {
        on: 'call',
        names: ['compile', 'render', 'renderString', 'template', 'precompile'],
        receiver:
          /^(?:ejs|pug|jade|Handlebars|handlebars|hbs|nunjucks|_|lodash|mustache|Mustache|dot|doT|Eta|eta|env|nunjucksEnv)$/,
        when: { level: 2 },
      },
    ],
    bad: [
      'app.post("/", (req, res) => { res.send(ejs.render(req.body.template, {})) })',
      'export function show(text, values) { return Handlebars.compile(text)(values) }',
    ],
    good: [
      'const page = Handlebars.compile("<b>{{name}}</b>")',
      'app.get("/", (req, res) => { ejs.render(PAGE, { name: req.query.name }) })',
    ],
  },
  builtLdapRule('javascript', {
    bad: ['app.get("/", (req, res) => { const filter = `(uid=${req.query.uid})`; client.search(base, { filter }) })'],
    good: [
      'app.get("/", (req, res) => { const filter = `(uid=${escapeFilter(req.query.uid)})`; client.search(base, { filter }) })',
    ],
  }),
  {
    id: 'javascript/log-injection/request-in-log',
    family: 'log-injection',
    cwe: 'CWE-117',
    severity: 'low',
    title: 'Raw request text is written into a log line',
    why: 'Line breaks of the value forge further entries.',
    remediation: 'Log values as fields of a structured entry, or encode line breaks.',
    sinks: [
      {
        on: 'call',
        names: ['log', 'info', 'warn', 'error', 'debug'],
        receiver: /^(?:console|log|logger|req\.log|winston|.*[lL]ogger)$/,
        when: { level: 3, built: true },
      },
    ],
    bad: ['app.post("/", (req, res) => { console.log(`login failed for ${req.body.name}`) })'],
    good: [
      'app.post("/", (req, res) => { console.log("login failed", { name: req.body.name }) })',
      'console.log(`started on ${port}`)',
    ],
  },
]
