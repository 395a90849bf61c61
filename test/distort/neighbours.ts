import { toFinding } from '@understudy/findings'
import type { Family } from '@understudy/spec'
import { PROVENANCE } from './measure.ts'

/** Code in which two distinct flaws of one family stand close together: each needs a repair of its own. */
export interface Neighbours {
  readonly path: string
  readonly family: Family
  readonly code: string
  /** The first words of the lines where the two take effect. */
  readonly flaws: readonly [string, string]
}

const neighbours = (path: string, family: Family, flaws: readonly [string, string], ...lines: readonly string[]): Neighbours => ({
  path,
  family,
  code: lines.join('\n'),
  flaws,
})

export const NEIGHBOURS: readonly Neighbours[] = [
  neighbours(
    'reports.ts',
    'sql-injection',
    ['const orders', 'const refunds'],
    'export async function totals(db: Db, city: string, year: string) {',
    "  const orders = await db.query(`SELECT sum(total) FROM orders WHERE city = '${city}'`)",
    '  const refunds = await db.query(`SELECT sum(total) FROM refunds WHERE year = ${year}`)',
    '  return orders.rows[0].sum - refunds.rows[0].sum',
    '}',
  ),
  neighbours(
    'copy.ts',
    'path-traversal',
    ['const text', 'writeFileSync'],
    'export function copy(req: Request, res: Response) {',
    "  const text = readFileSync('/srv/in/' + req.query.from)",
    "  writeFileSync('/srv/out/' + req.query.to, text)",
    '  res.sendStatus(204)',
    '}',
  ),
  neighbours(
    'copy.py',
    'path-traversal',
    ['data =', 'open(target'],
    'def copy(source, target):',
    '    data = open(source).read()',
    '    open(target, "w").write(data)',
    '    return len(data)',
  ),
  neighbours(
    'keys.ts',
    'hardcoded-secret',
    ['export const apiKey', 'export const webhookSecret'],
    "export const apiKey = 'sk_live_51HxT0cJ2eZvKYlo2C'",
    "export const webhookSecret = 'whsec_8fJ2kLmN4pQrStUvWxYz'",
    'export const region = 1',
  ),
  neighbours(
    'tokens.py',
    'weak-randomness',
    ['session', 'reset'],
    'import random',
    '',
    'def issue(user):',
    '    session = random.randint(0, 10**12)',
    '    reset = random.randint(0, 10**12)',
    '    user.save(session, reset)',
  ),
  neighbours(
    'Digest.java',
    'weak-cryptography',
    ['byte[] name', 'byte[] mail'],
    'class Digest {',
    '    byte[][] of(String a, String b) throws Exception {',
    '        byte[] name = MessageDigest.getInstance("MD5").digest(a.getBytes());',
    '        byte[] mail = MessageDigest.getInstance("MD5").digest(b.getBytes());',
    '        return new byte[][] {name, mail};',
    '    }',
    '}',
  ),
  neighbours(
    'names.c',
    'memory-safety',
    ['strcpy(user->first', 'strcpy(user->last'],
    'void set_names(struct user *user, const char *first, const char *last)',
    '{',
    '    strcpy(user->first, first);',
    '    strcpy(user->last, last);',
    '    user->dirty = 1;',
    '}',
  ),
  neighbours(
    'sizes.c',
    'integer-overflow',
    ['row =', 'table ='],
    'int *make(unsigned width, unsigned height)',
    '{',
    '    row = malloc(width * sizeof(int));',
    '    table = malloc(height * sizeof(int *));',
    '    return row && table ? row : NULL;',
    '}',
  ),
  neighbours(
    'proxy.go',
    'server-side-request-forgery',
    ['first, err', 'second, err'],
    'func both(a string, b string) error {',
    '\tfirst, err := http.Get(a)',
    '\tsecond, err := http.Get(b)',
    '\treturn join(first, second, err)',
    '}',
  ),
  neighbours(
    'tools.go',
    'command-injection',
    ['out, err', 'more, err'],
    'func run(host string, port string) ([]byte, error) {',
    '\tout, err := exec.Command("sh", "-c", "ping "+host).Output()',
    '\tmore, err := exec.Command("sh", "-c", "nc -z "+port).Output()',
    '\treturn append(out, more...), err',
    '}',
  ),
  neighbours(
    'page.ts',
    'cross-site-scripting',
    ['title.innerHTML', 'body.innerHTML'],
    'export function show(title: Element, body: Element, hash: URLSearchParams) {',
    "  title.innerHTML = hash.get('title')",
    "  body.innerHTML = hash.get('body')",
    '  return body',
    '}',
  ),
  neighbours(
    'load.py',
    'unsafe-deserialization',
    ['profile =', 'basket ='],
    'def load(request):',
    '    profile = pickle.loads(request.cookies["profile"])',
    '    basket = pickle.loads(request.cookies["basket"])',
    '    return profile, basket',
  ),
  neighbours(
    'client.py',
    'certificate-validation',
    ['stock =', 'price ='],
    'def fetch(sku):',
    '    stock = requests.get(STOCK + sku, verify=False)',
    '    price = requests.get(PRICE + sku, verify=False)',
    '    return stock.json(), price.json()',
  ),
  neighbours(
    'redirects.ts',
    'open-redirect',
    ['if (next', 'res.redirect(req.query.home'],
    'export function done(req: Request, res: Response, next: string) {',
    '  if (next) return res.redirect(next)',
    '  res.redirect(req.query.home as string)',
    '}',
  ),
  neighbours(
    'audit.ts',
    'log-injection',
    ['log.info', 'log.warn'],
    'export function audit(user: string, agent: string) {',
    '  log.info(`login of ${user}`)',
    '  log.warn(`agent ${agent}`)',
    '}',
  ),
  neighbours(
    'seal.js',
    'weak-cryptography',
    ['const digest', 'const cipher'],
    'function seal(text, password) {',
    "  const digest = crypto.createHash('md5').update(password).digest('hex')",
    "  const cipher = crypto.createCipheriv('des-ecb', digest, null)",
    '  return cipher.update(text)',
    '}',
  ),
  neighbours(
    'draw.js',
    'weak-randomness',
    ['const first', 'const second'],
    'function draw() {',
    '  const first = Math.random()',
    '  const second = Math.random() + first',
    '  return [first, second]',
    '}',
  ),
  neighbours(
    'unpack.py',
    'unsafe-deserialization',
    ['outer =', 'inner ='],
    'def unpack(request):',
    '    outer = pickle.loads(request.body)',
    '    inner = yaml.load(outer["inner"])',
    '    return inner',
  ),
  neighbours(
    'connect.js',
    'hardcoded-secret',
    ['const password', 'const database'],
    "const password = 'hunter2hunter2'",
    "const database = connect(password, { password: 'correct-horse-battery' })",
    'export { database }',
  ),
  neighbours(
    'rules.py',
    'code-injection',
    ['left =', 'right ='],
    'def check(rule):',
    '    left = eval(rule["left"])',
    '    right = eval(rule["right"])',
    '    return left == right',
  ),
]

/** The fingerprint of a flaw that is quoted with these lines, 0-based and inclusive. */
function fingerprintOf({ path, family, code }: Neighbours, from: number, to: number): string {
  const lines = code.split('\n')
  const quote = { path, snippet: lines.slice(from, to + 1).join('\n'), startLine: from + 1, endLine: to + 1 }
  const words = { reasoning: 'x', title: 'x', severity: 'high', confidence: 1, cwe: null, cvss: null, remediation: null } as const
  return toFinding({ ...quote, ...words, family }, { path, content: code }, PROVENANCE).fingerprint.v1
}

/** The share of pairs that stay two, quoted by their own lines and with a line more on the far side. */
export function toldApart(): number {
  const told = NEIGHBOURS.flatMap((pair) => {
    const lines = pair.code.split('\n').map((line) => line.trim())
    const [first, second] = pair.flaws.map((start) => lines.findIndex((line) => line.startsWith(start))) as [number, number]
    if (first < 0 || second < 0) throw new Error(`${pair.path} has no line that starts like its flaws.`)
    const narrow = fingerprintOf(pair, first, first) !== fingerprintOf(pair, second, second)
    const wide =
      fingerprintOf(pair, Math.max(0, first - 1), first) !== fingerprintOf(pair, second, Math.min(lines.length - 1, second + 1))
    return [narrow, wide]
  })
  return told.filter(Boolean).length / told.length
}
