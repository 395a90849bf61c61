import { describe, expect, it } from 'vitest'
import { scanFile } from '../src/index.ts'

const found = (body: string): readonly string[] =>
  scanFile('a.js', `app.get('/', async (req, res) => {\n${body}\n})\n`).map(({ family }) => family)

const SINKS = [
  ['command-injection', "exec('ls ' + req.query.id)"],
  ['sql-injection', 'db.query("SELECT * FROM a WHERE b = \'" + req.query.id + "\'")'],
  ['server-side-request-forgery', 'await fetch(req.query.id)'],
] as const
const NO_CHECKS = [
  "typeof req.query.id === 'string'",
  "'string' == typeof(req.query.id)",
  "req.query.id.includes('x')",
  "req.query?.['id'].startsWith('http')",
  "req.query.id.endsWith('.png')",
  "req.query.id.indexOf('x') >= 0",
  "'id' in req.query",
  'isString(req.query.id)',
  '/http/.test(req.query.id)',
  'req.query.id.match(/^http/)',
  'validator.isEmail(req.query.name)',
  "isEmail(req.query.name) && typeof req.query.id === 'string'",
]
const CHECKS = [
  'ALLOWED.has(req.query.id)',
  "['a', 'b'].includes(req.query.id)",
  '/^[a-z]+$/.test(req.query.id)',
  'req.query.id.match(/^[a-z]+$/)',
  "typeof req.query.id === 'string' && NAMES.includes(req.query.id)",
  'isAllowed(req.query.id)',
  'validate(req.query)',
]

describe.each(SINKS)('%s', (family, sink) => {
  it.each(NO_CHECKS)('is reported behind %s', (condition) => {
    expect(found(`if (${condition}) { ${sink} }`)).toEqual([family])
    expect(found(`if (!(${condition})) return\n${sink}`)).toEqual([family])
  })

  it.each(CHECKS)('is not reported behind %s', (condition) => {
    expect(found(`if (${condition}) { ${sink} }`)).toEqual([])
  })
})

describe('the flaws of nodejs-goof', () => {
  it('are seen behind a type and a pattern that need not match all', () => {
    const code = String.raw`function create(req, res) {
  var item = req.body.content
  var imgRegex = /\!\[alt text\]\((http.*)\s\".*/
  if (typeof (item) == 'string' && item.match(imgRegex)) {
    var url = item.match(imgRegex)[1]
    exec('identify ' + url, done)
  }
}`
    expect(scanFile('a.js', code)).toMatchObject([{ family: 'command-injection', startLine: 6 }])
  })

  it('are seen behind a validator of another member', () => {
    const login = (condition: string): readonly string[] =>
      found(`if (${condition}) { User.find({ username: req.body.username, password: req.body.password }, done) }`)
    expect(login('validator.isEmail(req.body.username)')).toEqual(['nosql-injection'])
    expect(login('isCredentials(req.body)')).toEqual([])
  })
})
