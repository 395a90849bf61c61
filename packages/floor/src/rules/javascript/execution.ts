import type { Rule } from '../rule.ts'

/** Commands, code and templates made of somebody else's text. */
export const JAVASCRIPT_EXECUTION: readonly Rule[] = [
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
        names: ['exec', 'execSync', 'execAsync', 'execPromise'],
        receiver: /^(?:|.*child_process|cp|childProcess|shell|shelljs|util)$/i,
        when: { level: 1, built: true },
      },
      // jQuery's `$(…)` runs nothing: only a shell's library of that name does.
      {
        on: 'call',
        names: ['$'],
        receiver: /^$/,
        when: { level: 1, built: true },
        hint: /(?:\bfrom|\brequire\(|\bimport\(|\bimport)\s*['"](?:npm:)?(?:zx(?:\/[\w/]+)?|execa|google\/zx|bun|dax[\w-]*)['"@]/,
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
        argument: 0,
        when: { level: 2, built: true },
        call: /shell\s*:\s*(?:true|['"])|['"](?:sh|bash|\/bin\/(?:ba)?sh|cmd(?:\.exe)?)['"]/,
      },
      {
        on: 'call',
        names: ['spawn', 'spawnSync', 'execFile', 'execFileSync'],
        argument: 1,
        when: { level: 2, built: true },
        call: /shell\s*:\s*(?:true|['"])|['"](?:sh|bash|\/bin\/(?:ba)?sh|cmd(?:\.exe)?)['"]/,
      },
    ],
    bad: [
      'app.get("/", (req, res) => { exec(`ping ${req.query.host}`) })',
      'const { execSync } = require("child_process"); for (const f of await list()) execSync("gzip " + f.name)',
      'import { $ } from "zx"; app.get("/", (req, res) => { $(`ls ${req.query.dir}`) })',
      'app.get("/", (req, res) => { child_process.spawn("sh", ["-c", "ls " + req.query.dir]) })',
    ],
    good: [
      'exec("git status")',
      'export function show(id) { $("#" + id).show(); $(`.${id} > li`).hide() }',
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
      { on: 'call', names: ['setTimeout', 'setInterval'], when: { level: 2, built: true, unless: /^[\w$.]+$/ } },
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
          /^(?:ejs|pug|jade|Handlebars|handlebars|hbs|nunjucks|_|lodash|swig|twig|liquid|engine|Liquid|art|mustache|Mustache|dot|doT|Eta|eta|env|nunjucksEnv)$/,
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
]
