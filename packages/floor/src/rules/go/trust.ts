import type { Rule } from '../rule.ts'
import { PASSED_SECRET, secretRule } from '../shared/index.ts'

const SECRET_MAKING = /token|session|secret|password|nonce|salt|otp|apikey|api_key/i

/** Weak algorithms and chance, secrets and switched-off checks. */
export const GO_TRUST: readonly Rule[] = [
  {
    id: 'go/weak-cryptography/algorithm',
    family: 'weak-cryptography',
    cwe: 'CWE-327',
    severity: 'medium',
    title: 'Weak cipher or hash',
    why: 'DES and RC4 do not keep a text secret, and MD5 and SHA-1 have practical collisions.',
    remediation: 'Use AES-GCM, SHA-256 or HMAC with SHA-256, and bcrypt or Argon2 for passwords.',
    sinks: [
      { on: 'call', names: ['Sum', 'New'], receiver: /^(?:md5|sha1|md4)$/ },
      { on: 'call', names: ['NewCipher', 'NewTripleDESCipher'], receiver: /^(?:des|rc4|blowfish)$/ },
      {
        on: 'call',
        names: ['NewCBCEncrypter', 'NewCFBEncrypter', 'NewCTR', 'NewOFB'],
        receiver: /^cipher$/,
        argument: 1,
        when: { literal: true },
      },
      { on: 'call', names: ['ParseUnverified'] },
      { on: 'text', pattern: /\bjwt\.(?:UnsafeAllowNoneSignatureType|SigningMethodNone)\b/g },
      { on: 'text', pattern: /\btls\.Version(?:SSL30|TLS10|TLS11)\b/g },
      { on: 'call', names: ['GenerateKey'], receiver: /^rsa$/, argument: 1, when: { text: /^(?:512|768|1024)$/ } },
    ],
    bad: [
      'package a\nfunc f(b cipher.Block) { cipher.NewCBCEncrypter(b, []byte("0123456789abcdef")) }',
      'package a\nfunc f(t string) { jwt.NewParser().ParseUnverified(t, claims) }',
      'package a\nvar c = &tls.Config{MinVersion: tls.VersionTLS10}',
      'package a\nfunc f(p []byte) { md5.Sum(p) }',
      'package a\nfunc f(k []byte) { des.NewCipher(k) }',
    ],
    good: ['package a\nfunc f(p []byte) { sha256.Sum256(p) }', 'package a\nfunc f(k []byte) { aes.NewCipher(k) }'],
  },
  {
    id: 'go/weak-randomness/math-rand',
    family: 'weak-randomness',
    cwe: 'CWE-338',
    severity: 'high',
    title: 'A secret is made with math/rand',
    why: 'The generator is not made for secrets.',
    remediation: 'Use crypto/rand.',
    sinks: [
      {
        on: 'call',
        names: ['Int', 'Intn', 'Int63', 'Int63n', 'Int31n', 'IntN', 'Uint32', 'Uint64', 'Read', 'Float64', 'Perm'],
        receiver: /^rand$/,
        around: SECRET_MAKING,
        hint: /^\s*(?:import\s+)?"math\/rand(?:\/v2)?"/m,
      },
      {
        on: 'call',
        names: ['Int', 'Intn', 'Int63', 'Int63n', 'Int31n', 'IntN', 'Uint32', 'Uint64', 'Read', 'Float64', 'Perm'],
        receiver: /^m(?:ath)?_?[rR]and$/,
        around: SECRET_MAKING,
      },
    ],
    bad: ['package a\nimport "math/rand"\nfunc newToken() string { return fmt.Sprint(rand.Int63()) }'],
    good: [
      'package a\nimport "crypto/rand"\nfunc newToken(b []byte) { rand.Read(b) }',
      'package a\nimport "math/rand"\nfunc jitter() int64 { return rand.Int63n(100) }',
    ],
  },
  secretRule(
    'go',
    {
      bad: [
        'package a\nfunc f() { token.SignedString([]byte("9f2b7c41d8e04a6f")) }',
        'package a\nconst apiKey = "9f2b7c41d8e04a6f"',
        'package a\nfunc f() { db := Config{Password: "tr0ub4dor&3"}; use(db) }',
        'package a\nconst upstreamKey = "up_5kd93JxQ0aLmW72c"',
      ],
      good: ['package a\nvar apiKey = os.Getenv("API_KEY")', 'package a\nconst passwordField = "password"'],
    },
    [
      { on: 'call', names: ['SignedString', 'NewCookieStore', 'SetSigningKey'], when: PASSED_SECRET },
      { on: 'call', names: ['SetBasicAuth'], argument: 1, when: PASSED_SECRET },
      { on: 'call', names: ['PlainAuth'], receiver: /^smtp$/, argument: 2, when: PASSED_SECRET },
      { on: 'call', names: ['New'], receiver: /^hmac$/, argument: 1, when: PASSED_SECRET },
      { on: 'call', names: ['NewCipher'], receiver: /^aes$/, when: PASSED_SECRET },
    ],
  ),
  {
    id: 'go/certificate-validation/switched-off',
    family: 'certificate-validation',
    cwe: 'CWE-295',
    severity: 'high',
    title: 'Certificate check is switched off',
    why: 'Anyone on the path can pose as the other side.',
    remediation: 'Leave verification on, and add a private authority with RootCAs.',
    sinks: [
      { on: 'pair', key: /^InsecureSkipVerify$/, when: { text: /^true$/ } },
      { on: 'assignment', to: /\.InsecureSkipVerify$/, when: { text: /^true$/ } },
      { on: 'call', names: ['InsecureIgnoreHostKey'], receiver: /^ssh$/ },
    ],
    bad: [
      'package a\nvar c = &tls.Config{InsecureSkipVerify: true}',
      'package a\nvar c = ssh.ClientConfig{HostKeyCallback: ssh.InsecureIgnoreHostKey()}',
    ],
    good: ['package a\nvar c = &tls.Config{MinVersion: tls.VersionTLS12}'],
  },
]
