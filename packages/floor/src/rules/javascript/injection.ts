import type { Rule } from '../rule.ts'
import { builtLdapRule, builtSqlRule, builtXpathRule } from '../shared/index.ts'

/** Statements, queries and log lines made of somebody else's text. */
export const JAVASCRIPT_INJECTION: readonly Rule[] = [
  builtSqlRule(
    'javascript',
    [
      'query',
      'execute',
      'raw',
      'whereRaw',
      'orderByRaw',
      'havingRaw',
      'joinRaw',
      '$queryRawUnsafe',
      '$executeRawUnsafe',
      'prepare',
      'literal',
      'unsafe',
    ],
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
      {
        on: 'call',
        names: ['whereRaw', 'orderByRaw', 'havingRaw', 'groupByRaw', 'joinRaw', 'unsafe', '$queryRawUnsafe', '$executeRawUnsafe'],
        when: { level: 3 },
      },
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
      { on: 'call', names: ['mapReduce', '$where'], argument: 'any', when: { level: 2, built: true } },
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
  builtXpathRule(
    'javascript',
    [
      { on: 'call', names: ['select', 'select1', 'selectWithResolver', 'parse', 'useNamespaces'], receiver: /xpath/i },
      { on: 'call', names: ['evaluate'], receiver: /(?:xpath|document|doc|xml\w*)$/i },
      { on: 'call', names: ['select', 'select1'], receiver: /^$/, hint: /["']xpath["']/ },
    ],
    {
      bad: [
        'app.get("/", (req, res) => { xpath.select("//user[@name=\'" + req.query.name + "\']", doc) })',
        'function find(id) { return document.evaluate(`//item[@id="${id}"]`, document, null, 0, null) }',
      ],
      good: [
        'app.get("/", (req, res) => { xpath.parse("//user[@name=$name]").select({ node, variables: { name: req.query.name } }) })',
        'xpath.select("//user[@id=1]", doc)',
      ],
    },
  ),
  builtLdapRule('javascript', ['search'], {
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
