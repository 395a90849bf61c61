import type { Rule } from '../rule.ts'
import { builtSqlRule, secretRule } from '../shared.ts'

/** Commands, statements and files made of somebody else's text; weak algorithms, chance and secrets. */
export const C_INJECTION: readonly Rule[] = [
  {
    id: 'c/command-injection/shell',
    family: 'command-injection',
    cwe: 'CWE-78',
    severity: 'critical',
    title: 'Shell command is put together from a variable',
    why: 'A shell interprets what goes into the command line.',
    remediation: 'Use fork and execv with a list of arguments.',
    sinks: [
      { on: 'call', names: ['system', 'popen'], when: { level: 1 } },
      { on: 'call', names: ['execl', 'execlp'], argument: 'all', call: /"-c"/, when: { level: 1 } },
    ],
    bad: [
      'int main(int argc, char **argv) { char c[99]; snprintf(c, sizeof c, "tar %s", argv[1]); return system(c); }',
      'void f(char *p) { popen(p, "r"); }',
    ],
    good: ['void f(void) { system("sync"); }', 'void f(char *p) { execl("/bin/tar", "tar", "-xf", p, (char *)NULL); }'],
  },
  builtSqlRule('c', ['sqlite3_exec', 'mysql_query', 'PQexec'], {
    bad: [
      'void f(char *n) { char q[99]; snprintf(q, sizeof q, "SELECT a FROM t WHERE n = \'%s\'", n); sqlite3_exec(db, q, 0, 0, 0); }',
    ],
    good: [
      'void f(char *n) { sqlite3_prepare_v2(db, "SELECT a FROM t WHERE n = ?", -1, &s, 0); sqlite3_bind_text(s, 1, n, -1, 0); }',
    ],
  }),
  {
    id: 'c/path-traversal/file-call',
    family: 'path-traversal',
    cwe: 'CWE-22',
    severity: 'high',
    title: 'Input decides which file is opened',
    why: 'A value from the network with ../ leaves the intended folder.',
    remediation: 'Compare realpath of the file with its folder, or open it relative to one with RESOLVE_BENEATH.',
    sinks: [{ on: 'call', names: ['fopen', 'open', 'unlink', 'remove', 'opendir'], when: { level: 3, built: true } }],
    bad: ['void f(int s) { char n[99]; char p[199]; recv(s, n, 98, 0); snprintf(p, sizeof p, "/srv/%s", n); fopen(p, "r"); }'],
    good: ['void f(void) { fopen("/srv/a", "r"); }'],
  },
  {
    id: 'c/weak-cryptography/algorithm',
    family: 'weak-cryptography',
    cwe: 'CWE-327',
    severity: 'medium',
    title: 'Weak cipher or hash',
    why: 'DES, RC4 and ECB do not keep a text secret, and MD5 and SHA-1 have practical collisions.',
    remediation: 'Use AES-GCM, SHA-256, and a password hash for passwords.',
    sinks: [
      {
        on: 'call',
        names: [
          'MD5',
          'MD5_Init',
          'SHA1',
          'SHA1_Init',
          'MD4',
          'DES_ecb_encrypt',
          'DES_set_key',
          'RC4',
          'RC4_set_key',
          'EVP_md5',
          'EVP_sha1',
          'EVP_des_cbc',
          'EVP_des_ecb',
          'EVP_rc4',
          'EVP_aes_128_ecb',
          'EVP_aes_256_ecb',
          'crypt',
        ],
      },
    ],
    bad: ['void f(void) { MD5(data, length, out); }', 'void f(void) { EVP_EncryptInit_ex(c, EVP_aes_128_ecb(), 0, k, 0); }'],
    good: ['void f(void) { EVP_EncryptInit_ex(c, EVP_aes_256_gcm(), 0, k, iv); }'],
  },
  {
    id: 'c/weak-randomness/rand',
    family: 'weak-randomness',
    cwe: 'CWE-338',
    severity: 'high',
    title: 'A secret is made with rand()',
    why: 'The generator and its seed can be guessed.',
    remediation: 'Use getrandom or the crypto library.',
    sinks: [
      {
        on: 'call',
        names: ['rand', 'random', 'drand48', 'lrand48'],
        around: /token|password|secret|session|nonce|salt|otp|_key\b/i,
      },
    ],
    bad: ['void new_token(char *out) { srand(time(NULL)); out[0] = rand() % 26; }'],
    good: ['int shuffle(int n) { return rand() % n; }', 'void new_token(char *out) { getrandom(out, 16, 0); }'],
  },
  secretRule('c', {
    bad: [
      'static const char *api_key = "9f2b7c41d8e04a6f";',
      'char service_password[] = "tr0ub4dor&3";',
      '#define X 1\nconst char *password = "svc-Rk82!mQz";',
    ],
    good: ['const char *password = "password";', 'void f(void) { char *api_key = getenv("API_KEY"); }'],
  }),
]
