import type { Rule } from '../rule.ts'
import { PASSED_SECRET, secretRule } from '../shared/index.ts'

const LITERAL = /^(['"`])[^'"`]{6,}\1$/

/** Weak algorithms, weak chance, secrets in source and switched-off checks. */
export const JAVASCRIPT_CRYPTO: readonly Rule[] = [
  {
    id: 'javascript/weak-cryptography/hash',
    family: 'weak-cryptography',
    cwe: 'CWE-328',
    severity: 'medium',
    title: 'MD5 or SHA-1',
    why: 'Collisions are practical, and as a password hash it is far too fast.',
    remediation: 'Use SHA-256 for integrity, and scrypt, bcrypt or Argon2 for passwords.',
    sinks: [
      {
        on: 'call',
        names: ['createHash', 'createHmac', 'pbkdf2Sync'],
        when: { text: /^['"`](?:md[245]|sha-?1|ripemd\w*)['"`]$/i },
      },
      { on: 'call', names: ['MD5', 'SHA1'], receiver: /^(?:CryptoJS|crypto)$/ },
      { on: 'call', names: ['md5', 'sha1'], receiver: /^$/ },
    ],
    bad: ['crypto.createHash("md5").update(password).digest("hex")', 'const d = CryptoJS.SHA1(text)'],
    good: ['crypto.createHash("sha256").update(body).digest("hex")'],
  },
  {
    id: 'javascript/weak-cryptography/cipher',
    family: 'weak-cryptography',
    cwe: 'CWE-327',
    severity: 'high',
    title: 'Weak cipher or mode',
    why: 'DES, RC4 and ECB do not keep a text secret.',
    remediation: 'Use AES-256-GCM with a fresh nonce for every text.',
    sinks: [
      {
        on: 'call',
        names: ['createCipheriv', 'createDecipheriv'],
        when: { text: /^['"`](?:des|rc[24]|bf|cast|aes-\d+-ecb|[\w-]*ecb)/i },
      },
      { on: 'call', names: ['createCipher', 'createDecipher'], receiver: /^(?:|crypto)$/ },
      { on: 'call', names: ['createCipheriv'], argument: 2, when: { literal: true } },
      { on: 'pair', key: /^modulusLength$/, when: { text: /^(?:512|768|1024)$/ } },
      {
        on: 'pair',
        key: /^(?:minVersion|secureProtocol)$/,
        when: { text: /['"`](?:TLSv1(?:\.1)?|SSLv[23]\w*|TLSv1(?:_1)?_\w+)['"`]/ },
      },
    ],
    bad: [
      'createCipheriv("aes-128-ecb", key, null)',
      'crypto.createCipher("aes256", password)',
      'createCipheriv("aes-256-cbc", key, Buffer.alloc(16))',
      'const iv = Buffer.from("0123456789abcdef"); createCipheriv("aes-256-cbc", key, iv)',
      'generateKeyPairSync("rsa", { modulusLength: 1024 })',
      'tls.connect({ minVersion: "TLSv1" })',
    ],
    good: [
      'createCipheriv("aes-256-gcm", key, nonce)',
      'const iv = randomBytes(16); createCipheriv("aes-256-cbc", key, iv)',
      'tls.connect({ minVersion: "TLSv1.2" })',
    ],
  },
  {
    id: 'javascript/weak-cryptography/unverified-token',
    family: 'weak-cryptography',
    cwe: 'CWE-347',
    severity: 'high',
    title: 'Token is read without checking its signature',
    why: 'Anyone can write such a token.',
    remediation: 'Verify signature, algorithm, issuer and audience before reading claims.',
    sinks: [
      { on: 'call', names: ['decode'], receiver: /^(?:jwt|jsonwebtoken|JWT)$/ },
      {
        on: 'call',
        names: ['verify'],
        receiver: /^(?:jwt|jsonwebtoken|JWT)$/,
        call: /['"`]none['"`]|ignoreExpiration\s*:\s*true/i,
      },
      { on: 'call', names: ['decodeJwt', 'jwtDecode'], receiver: /^(?:|jose)$/, around: /\b(?:req|request|ctx)\b/ },
    ],
    bad: ['const claims = jwt.decode(token)', 'jwt.verify(token, key, { algorithms: ["none", "HS256"] })'],
    good: ['const claims = jwt.verify(token, key, { algorithms: ["HS256"] })'],
  },
  {
    id: 'javascript/weak-randomness/math-random',
    family: 'weak-randomness',
    cwe: 'CWE-338',
    severity: 'high',
    title: 'A secret is made with Math.random',
    why: 'Its next values can be computed from a few earlier ones.',
    remediation: 'Use crypto.randomBytes, randomUUID or randomInt.',
    sinks: [
      {
        on: 'assignment',
        to: /(?:token|secret|password|passwd|session\w*|nonce|salt|otp|pin|code|(?:api|secret|private|access|signing|encryption)_?key|csrf)\w*$/i,
        when: { text: /Math\.random\(/ },
        hint: /Math\.random\(/,
      },
      {
        on: 'pair',
        key: /(?:token|secret|password|session|nonce|salt|otp|pin|(?:api|secret|private|access|signing|encryption)_?key|csrf)\w*$/i,
        when: { text: /Math\.random\(/ },
        hint: /Math\.random\(/,
      },
      {
        on: 'text',
        pattern:
          /function\s+\w*(?:token|secret|password|session|nonce|salt|otp|code)\w*\s*\([^)]*\)[^{]*\{\s*return[^;}]*Math\.random\(/gi,
        hint: /Math\.random\(/,
      },
    ],
    bad: ['const resetToken = Math.random().toString(36).slice(2)', 'let token = ""; token += Math.random().toString(36)'],
    good: ['const token = randomBytes(24).toString("hex")', 'const delay = Math.random() * 100'],
  },
  secretRule(
    'javascript',
    {
      bad: [
        'const apiKey = "9f2b7c41d8e04a6f"',
        'connect({ user: "a", password: "tr0ub4dor&3" })',
        'jwt.sign(claims, "s3cr3t-signing")',
        'const signingKey = new TextEncoder().encode("9f2b7c41d8e04a6f")',
        'app.use(cookieParser("9f2b7c41d8e04a6f"))',
        'const url = "postgres://shop:Vx7-pLq2rTd@db.internal/shop"',
      ],
      good: [
        'const apiKey = process.env.API_KEY',
        'const password = "password"',
        'const publishableKey = "pk_public_12345678"',
        'const field = { password: "new-password" }',
        'const url = "postgres://user:password@localhost/shop"',
        'const labels = { password: "passwordLabel" }',
      ],
    },
    [
      { on: 'call', names: ['sign', 'verify'], receiver: /^(?:jwt|jsonwebtoken)$/, argument: 1, when: { text: LITERAL } },
      { on: 'call', names: ['createHmac', 'createCipheriv', 'createDecipheriv'], argument: 1, when: { text: LITERAL } },
      { on: 'call', names: ['cookieParser'], receiver: /^$/, when: PASSED_SECRET },
    ],
  ),
  {
    id: 'javascript/certificate-validation/switched-off',
    family: 'certificate-validation',
    cwe: 'CWE-295',
    severity: 'high',
    title: 'Certificate check is switched off',
    why: 'Anyone on the path can pose as the other side.',
    remediation: 'Leave the check on, and add a private authority with `ca`.',
    sinks: [
      { on: 'pair', key: /^(?:rejectUnauthorized|strictSSL)$/, when: { text: /^false$/ } },
      { on: 'assignment', to: /NODE_TLS_REJECT_UNAUTHORIZED['"\]]*$/, when: { text: /^['"]?0['"]?$/ } },
      { on: 'pair', key: /^checkServerIdentity$/, when: { text: /=>\s*(?:undefined|null|true|\{\s*\})/ } },
    ],
    bad: ['new https.Agent({ rejectUnauthorized: false })', 'process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"'],
    good: ['new https.Agent({ rejectUnauthorized: true, ca })'],
  },
]
