import type { Rule } from '../rule.ts'

/** Signs that dangerous keys are kept out. */
const GUARDED =
  /__proto__|REFUSED|hasOwn|prototype|hasOwn|Object\.create\(null\)|UNSAFE|FORBIDDEN|BLOCKED|new Map|=\s*\{\}|const out|structuredClone\(/

/** Objects from outside, and options that open a door. */
export const JAVASCRIPT_OBJECTS: readonly Rule[] = [
  {
    id: 'javascript/unsafe-deserialization/code-carrying',
    family: 'unsafe-deserialization',
    cwe: 'CWE-502',
    severity: 'critical',
    title: 'Deserialiser that runs code',
    why: 'The format can hold functions, which run while it is read.',
    remediation: 'Use JSON.parse and check the shape of the result.',
    sinks: [
      { on: 'call', names: ['unserialize'], when: { level: 1 } },
      { on: 'call', names: ['deserialize'], receiver: /^(?:v8|serialize\w*|serializer|cryo|funcster)$/i, when: { level: 1 } },
      {
        on: 'call',
        names: ['load', 'loadAll'],
        receiver: /^(?:yaml|jsyaml|YAML)$/,
        call: /DEFAULT_FULL_SCHEMA|UNSAFE|unsafe/,
        when: { level: 1 },
      },
    ],
    bad: ['app.get("/", (req, res) => { const s = serialize.unserialize(req.cookies.s) })', 'v8.deserialize(await readBody())'],
    good: ['app.get("/", (req, res) => { const s = JSON.parse(req.cookies.s) })', 'yaml.load(text)'],
  },
  {
    id: 'javascript/prototype-pollution/merge',
    family: 'prototype-pollution',
    cwe: 'CWE-1321',
    severity: 'high',
    title: 'Recursive copy without a guard for __proto__',
    why: 'A key such as __proto__ is followed, and Object.prototype is written to.',
    remediation: 'Skip __proto__, constructor and prototype, or copy into Object.create(null) or a Map.',
    sinks: [
      {
        on: 'text',
        pattern:
          /for\s*\(\s*(?:const|let|var)\s+(\w+)\s+of\s+\w+\s*\)\s*\{[^]{0,200}?(\w+)\s*=\s*\2\[\1\](?=[^]{0,300}?\[\w+\]\s*=(?!=))/g,
        unlessAround: /__proto__|prototype|hasOwn|REFUSED|FORBIDDEN|BLOCKED|UNSAFE|new Map/,
      },
      {
        on: 'text',
        pattern:
          /for\s*\(\s*(?:const|let|var)\s+(\w+)\s+(?:in\s+|of\s+(?:Object\.keys|Reflect\.ownKeys)\()(\w+)\)?\s*\)(?=[^]{0,400}?\b\w+\(\s*\w+\[\1\])[^]{0,400}?\b(?!\2\[)(\w+)\[\1\]\s*=(?!=)/g,
        hint: /\bfor\s*\(\s*(?:const|let|var)\s+\w+\s+(?:in|of\s+(?:Object\.keys|Reflect))\b/,
        unlessAround: GUARDED,
      },
      {
        on: 'call',
        names: ['merge', 'mergeWith', 'defaultsDeep', 'set', 'setWith', 'extend'],
        receiver: /^(?:_|lodash|\$|jQuery|deepmerge)$/,
        hint: /(?:_|lodash|\$|jQuery|deepmerge)\.(?:merge|defaultsDeep|set|extend)/,
        argument: 'any',
        when: { level: 3 },
      },
      {
        on: 'call',
        names: ['extend'],
        receiver: /^(?:\$|jQuery)$/,
        argument: 'any',
        when: { level: 1 },
        call: /extend\(\s*true/,
      },
    ],
    bad: [
      'function merge(target, source) { for (const key in source) { if (isObject(target[key])) merge(target[key], source[key]); else target[key] = source[key] } return target }',
      'app.post("/", (req, res) => { _.merge(settings, req.body) })',
    ],
    good: [
      'function merge(target, source) { for (const key of Object.keys(source)) { if (key === "__proto__") continue; target[key] = merge(target[key], source[key]) } return target }',
      '_.merge(settings, DEFAULTS)',
    ],
  },
  {
    id: 'javascript/xml-external-entity/parser-option',
    family: 'xml-external-entity',
    cwe: 'CWE-611',
    severity: 'high',
    title: 'XML parser expands external entities',
    why: 'A document can read files and call addresses of the server.',
    remediation: 'Leave entity expansion and network access off.',
    sinks: [
      {
        on: 'pair',
        key: /^(?:noent|resolveExternalEntities|resolveExternals|substituteEntities|expandEntities)$/,
        when: { text: /^true$/ },
      },
    ],
    bad: ['libxml.parseXml(text, { noent: true })'],
    good: ['libxml.parseXml(text, { noent: false, nonet: true })'],
  },
  {
    id: 'javascript/session-management/cookie-flags',
    family: 'session-management',
    cwe: 'CWE-1004',
    severity: 'medium',
    title: 'Cookie protection is switched off',
    why: 'Scripts can read the cookie.',
    remediation: 'Set httpOnly, secure and sameSite for every cookie that identifies somebody.',
    sinks: [{ on: 'pair', key: /^httpOnly$/, when: { text: /^false$/ } }],
    bad: ['res.cookie("session", id, { httpOnly: false })'],
    good: ['res.cookie("session", id, { httpOnly: true, secure: true })'],
  },
  {
    id: 'javascript/cors-misconfiguration/any-origin',
    family: 'cors-misconfiguration',
    cwe: 'CWE-942',
    severity: 'medium',
    title: 'Any origin may read answers',
    why: "The request's own origin is allowed, which allows every site.",
    remediation: 'Compare the origin with a fixed list.',
    sinks: [
      {
        on: 'call',
        names: ['setHeader', 'header', 'set'],
        argument: 1,
        when: { level: 3, text: /origin/i },
        call: /Access-Control-Allow-Origin/i,
        hint: /Access-Control-Allow-Origin/i,
      },
      { on: 'call', names: ['cors'], receiver: /^$/, when: { text: /origin\s*:\s*true/ } },
    ],
    bad: [
      'app.use((req, res, next) => { res.setHeader("Access-Control-Allow-Origin", req.headers.origin) })',
      'app.use(cors({ origin: true, credentials: true }))',
    ],
    good: [
      'app.use((req, res, next) => { const origin = req.headers.origin; if (LIST.includes(origin)) res.setHeader("Access-Control-Allow-Origin", origin) })',
    ],
  },
  {
    id: 'javascript/information-exposure/stack',
    family: 'information-exposure',
    cwe: 'CWE-209',
    severity: 'low',
    title: 'Stack trace is sent to the client',
    why: 'It tells paths, versions and the inner structure.',
    remediation: 'Log the error and answer with a reference number.',
    sinks: [
      {
        on: 'call',
        names: ['json', 'send', 'end', 'render'],
        receiver: /^(?:res|response|reply)\b/,
        argument: 'all',
        when: { text: /\b(?:err|error|e|exception)\.stack\b/ },
        hint: /\.stack\b/,
      },
    ],
    bad: ['app.use((error, req, res, next) => { res.status(500).json({ stack: error.stack }) })'],
    good: ['app.use((error, req, res, next) => { console.error(error.stack); res.status(500).json({ error: "failed" }) })'],
  },
  {
    id: 'javascript/denial-of-service/nested-quantifier',
    family: 'denial-of-service',
    cwe: 'CWE-1333',
    severity: 'medium',
    title: 'Regular expression with nested quantifiers',
    why: 'Matching can take time that doubles with each character.',
    remediation: 'Write it without a quantifier inside a quantified group, or bound the input first.',
    sinks: [
      {
        on: 'text',
        // The repeated group is itself a repetition, with nothing that must stand between two of them.
        pattern:
          /\/[^/\n]{0,200}\((?:\?:)?(?:\[[^\]\n]{1,60}\]|\\[wdsWDS]|[.\w])[+*]\??(?:(?:\[[^\]\n]{1,60}\]|\\.|[^()\\\n])[?*])*\)(?:[+*]|\{\d+,\})[^\n]{0,200}\/[a-z]*(?=[\s.;,)]|$)/gm,
        hint: /[+*][^()\n/]{0,8}\)[+*]/,
      },
    ],
    bad: ['const EMAIL = /^([a-z0-9]+[._-]?)+@x$/'],
    good: ['const WORDS = /^[a-z]+(?: [a-z]+)?$/', 'const PATH = /^\\w+(?:-\\w+)*$/'],
  },
]
