import type { Rule } from '../rule.ts'
import { PASSED_SECRET, secretRule } from '../shared/index.ts'

/** Weak algorithms and chance, secrets and switched-off checks. */
export const C_TRUST: readonly Rule[] = [
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
          'MD5_Init',
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
          'EVP_bf_cbc',
          'EVP_des_ede3_cbc',
          'MD5_Update',
          'SHA1_Update',
          'TLSv1_method',
          'TLSv1_client_method',
          'TLSv1_1_method',
          'SSLv3_method',
          'SSLv23_method',
        ],
      },
      // Without arguments it is a constructor of C++.
      { on: 'call', names: ['MD5', 'SHA1', 'MD4'], call: /\(\s*[^)\s]/ },
      { on: 'call', names: ['crypt'], argument: 1, when: { text: /^"(?:[./\w]{2}"|\$1\$)/ } },
      {
        on: 'call',
        names: ['EVP_EncryptInit_ex', 'EVP_CipherInit_ex'],
        argument: 4,
        when: { text: /^(?:\([^()]*\)\s*)?"/ },
      },
      { on: 'call', names: ['jwt_decode'], argument: 2, when: { text: /^NULL$/ } },
      { on: 'call', names: ['RSA_generate_key_ex', 'RSA_generate_key'], argument: 'any', when: { text: /^(?:512|768|1024)$/ } },
    ],
    bad: [
      'void f(void) { MD5(data, length, out); }',
      'void f(void) { EVP_EncryptInit_ex(c, EVP_aes_128_ecb(), 0, k, 0); }',
      'void f(char *p) { crypt(p, "ab"); }',
    ],
    good: ['void f(void) { EVP_EncryptInit_ex(c, EVP_aes_256_gcm(), 0, k, iv); }', 'void f(char *p) { crypt(p, stored); }'],
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
  {
    id: 'c/certificate-validation/switched-off',
    family: 'certificate-validation',
    cwe: 'CWE-295',
    severity: 'high',
    title: 'Certificate check is switched off',
    why: 'Anyone on the path can pose as the other side.',
    remediation: 'Leave the check on, and name a private authority with CURLOPT_CAINFO or SSL_CTX_load_verify_locations.',
    sinks: [
      { on: 'call', names: ['curl_easy_setopt'], call: /CURLOPT_SSL_VERIFY(?:PEER|HOST)\s*,\s*(?:0L?|false|FALSE)\b/ },
      { on: 'call', names: ['SSL_CTX_set_verify', 'SSL_set_verify'], argument: 1, when: { text: /^(?:SSL_VERIFY_NONE|0)$/ } },
      { on: 'call', names: ['mbedtls_ssl_conf_authmode'], argument: 1, when: { text: /VERIFY_NONE/ } },
      { on: 'call', names: ['gnutls_certificate_set_verify_flags'], call: /DISABLE/ },
    ],
    bad: [
      'void f(CURL *c) { curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 0L); }',
      'void f(SSL_CTX *c) { SSL_CTX_set_verify(c, SSL_VERIFY_NONE, NULL); }',
    ],
    good: [
      'void f(CURL *c) { curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L); }',
      'void f(SSL_CTX *c) { SSL_CTX_set_verify(c, SSL_VERIFY_PEER, NULL); }',
    ],
  },
  secretRule(
    'c',
    {
      bad: [
        'static const char *api_key = "9f2b7c41d8e04a6f";',
        'char service_password[] = "tr0ub4dor&3";',
        '#define X 1\nconst char *password = "svc-Rk82!mQz";',
        '#define DB_PASSWORD "svc-Rk82!mQz"',
        'int f(const char *password) { return strcmp(password, "svc-Rk82!mQz") == 0; }',
        'void f(CURL *c) { curl_easy_setopt(c, CURLOPT_PASSWORD, "svc-Rk82!mQz"); }',
      ],
      good: [
        'const char *password = "password";',
        'void f(void) { char *api_key = getenv("API_KEY"); }',
        '#define PASSWORD_PROMPT "Password:"',
        'int f(const char *option) { return strcmp(option, "password-file") == 0; }',
      ],
    },
    [
      {
        on: 'text',
        pattern:
          /^[ \t]*#[ \t]*define[ \t]+\w*(?:SECRET|PASSW(?:OR)?D|PASSPHRASE|PWD|API_?KEY|ACCESS_?KEY|AUTH_?TOKEN|PRIVATE_?KEY|SECRET_?KEY)[ \t]+"(?=[^"\s]{8,}")(?=[^"]*[\d!-/:-@])(?![a-z]+(?:[-_ .:][a-z]+)*"|[A-Z]+(?:_[A-Z]+)*"|\/|https?:)[^"]*"/gm,
      },
      { on: 'call', names: ['mosquitto_username_pw_set'], argument: 2, when: PASSED_SECRET },
      { on: 'call', names: ['mysql_real_connect', 'ldap_simple_bind_s'], argument: 3, when: PASSED_SECRET },
      {
        on: 'call',
        names: ['curl_easy_setopt'],
        argument: 2,
        call: /CURLOPT_(?:PASSWORD|USERPWD|PROXYUSERPWD|XOAUTH2_BEARER)\b/,
        when: PASSED_SECRET,
      },
      {
        on: 'call',
        names: ['strcmp', 'strcasecmp', 'strncmp', 'memcmp'],
        argument: 1,
        call: /^\w+\(\s*\w*(?:passw(?:or)?d|pwd|secret|token|passphrase)\w*\s*,/i,
        when: PASSED_SECRET,
      },
      { on: 'call', names: ['HMAC'], argument: 1, when: PASSED_SECRET },
    ],
  ),
]
