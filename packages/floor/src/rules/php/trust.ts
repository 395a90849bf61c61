import type { Rule } from '../rule.ts'
import { PASSED_SECRET, secretRule } from '../shared/index.ts'

/** Deserialisers, weak algorithms and chance, secrets and switched-off checks. */
export const PHP_TRUST: readonly Rule[] = [
  {
    id: 'php/unsafe-deserialization/unserialize',
    family: 'unsafe-deserialization',
    cwe: 'CWE-502',
    severity: 'critical',
    title: 'Objects of any class are deserialised',
    why: 'Destructors and other methods of the named classes run.',
    remediation: 'Use json_decode, or allowed_classes => false.',
    sinks: [{ on: 'call', names: ['unserialize'], when: { level: 1 }, callUnless: /allowed_classes['"]?\s*=>\s*(?:false|\[)/i }],
    bad: ['<?php $cart = unserialize($_COOKIE["cart"]);'],
    good: [
      '<?php $cart = json_decode($_COOKIE["cart"], true);',
      '<?php $cart = unserialize($raw, ["allowed_classes" => false]);',
    ],
  },
  {
    id: 'php/xml-external-entity/parser-option',
    family: 'xml-external-entity',
    cwe: 'CWE-611',
    severity: 'high',
    title: 'XML parser expands external entities',
    why: 'A document can read files and call addresses of the server.',
    remediation: 'Leave LIBXML_NOENT and LIBXML_DTDLOAD out, and add LIBXML_NONET.',
    sinks: [
      {
        on: 'call',
        names: ['loadXML', 'load', 'simplexml_load_string', 'simplexml_load_file', 'SimpleXMLElement', 'XML', 'open'],
        argument: 'all',
        when: { text: /LIBXML_(?:NOENT|DTDLOAD|DTDATTR|XINCLUDE)/ },
      },
      { on: 'call', names: ['libxml_disable_entity_loader'], when: { text: /^false$/i } },
      { on: 'assignment', to: /->(?:substituteEntities|resolveExternals)$/, when: { text: /^true$/i } },
      { on: 'call', names: ['setParserProperty'], call: /SUBST_ENTITIES\s*,\s*true/i },
    ],
    bad: ['<?php $d->loadXML($xml, LIBXML_NOENT | LIBXML_DTDLOAD);', '<?php libxml_disable_entity_loader(false);'],
    good: ['<?php $d->loadXML($xml, LIBXML_NONET);', '<?php libxml_disable_entity_loader(true);'],
  },
  {
    id: 'php/weak-cryptography/algorithm',
    family: 'weak-cryptography',
    cwe: 'CWE-327',
    severity: 'medium',
    title: 'Weak cipher or hash',
    why: 'DES, RC4 and ECB do not keep a text secret, and MD5 and SHA-1 are no password hashes.',
    remediation: 'Use password_hash for passwords and AES-256-GCM for texts.',
    sinks: [
      { on: 'call', names: ['md5', 'sha1'], receiver: /^$/, when: { text: /pass|pwd|secret|token/i } },
      { on: 'call', names: ['hash'], receiver: /^$/, when: { text: /^['"](?:md5|sha1)['"]$/ } },
      { on: 'call', names: ['openssl_encrypt', 'openssl_decrypt'], argument: 1, when: { text: /ecb|des|rc4|bf-/i } },
      { on: 'call', names: ['openssl_encrypt'], argument: 4, when: { literal: true } },
      { on: 'call', names: ['mcrypt_encrypt', 'mcrypt_module_open', 'mcrypt_ecb'] },
      { on: 'pair', key: /^private_key_bits$/, when: { text: /^(?:512|768|1024)$/ } },
      { on: 'call', names: ['crypt'], receiver: /^$/, argument: 1, when: { text: /^['"](?:[./\w]{2}['"]|\$1\$)/ } },
    ],
    bad: [
      '<?php $iv = "1234567890123456"; $c = openssl_encrypt($t, "aes-256-cbc", $k, 0, $iv);',
      '<?php $h = md5($password);',
      '<?php $c = openssl_encrypt($t, "aes-128-ecb", $k);',
    ],
    good: [
      '<?php $h = password_hash($password, PASSWORD_DEFAULT);',
      '<?php $c = openssl_encrypt($t, "aes-256-gcm", $k, 0, $iv, $tag);',
      '<?php $etag = md5($body);',
    ],
  },
  {
    id: 'php/weak-randomness/rand',
    family: 'weak-randomness',
    cwe: 'CWE-338',
    severity: 'high',
    title: 'A secret is made with rand or uniqid',
    why: 'Their values can be guessed.',
    remediation: 'Use random_bytes or random_int.',
    sinks: [
      {
        on: 'assignment',
        to: /(?:token|secret|password|session\w*|nonce|salt|otp|code|csrf)$/i,
        when: { text: /\b(?:mt_rand|rand|uniqid|lcg_value|str_shuffle|microtime)\(/ },
      },
      {
        on: 'pair',
        key: /(?:token|secret|password|session\w*|nonce|salt|otp|csrf)$/i,
        when: { text: /\b(?:mt_rand|rand|uniqid|lcg_value|str_shuffle)\(/ },
      },
      {
        on: 'text',
        pattern:
          /function\s+\w*(?:token|secret|password|session|nonce|salt|otp|code)\w*\s*\((?:(?!function\s)[^]){0,400}?\b(?:mt_rand|rand|uniqid|str_shuffle)\(/gi,
        hint: /\b(?:mt_rand|rand|uniqid|str_shuffle)\(/,
      },
    ],
    bad: [
      '<?php $token = md5(uniqid(mt_rand(), true));',
      '<?php function make_password() { $p = ""; for ($i = 0; $i < 8; $i++) { $p .= chr(rand(97, 122)); } return $p; }',
    ],
    good: ['<?php $token = bin2hex(random_bytes(16));', '<?php $index = rand(0, 9);'],
  },
  secretRule(
    'php',
    {
      bad: [
        '<?php define("DB_PASSWORD", "tr0ub4dor&3");',
        '<?php $c = mysqli_connect("db", "shop", "tr0ub4dor&3");',
        '<?php $apiKey = "9f2b7c41d8e04a6f";',
        '<?php $db = ["user" => "a", "password" => "tr0ub4dor&3"];',
        '<?php const API_KEY = "9f2b7c41d8e04a6f";',
      ],
      good: ['<?php $apiKey = getenv("API_KEY");', '<?php $rules = ["password" => "required"];'],
    },
    [
      {
        on: 'call',
        names: ['define'],
        receiver: /^$/,
        argument: 1,
        call: /^define\(\s*['"]\w*(?:secret|passw(?:or)?d|api_?key|access_?key|auth_?key|(?:secret|private|signing)_?key|auth_?token|_salt|pwd)['"]/i,
        when: PASSED_SECRET,
      },
      {
        on: 'call',
        names: ['PDO', 'mysqli', 'mysqli_connect', 'mysql_connect', 'ldap_bind', 'ftp_login', 'ssh2_auth_password'],
        argument: 2,
        when: PASSED_SECRET,
      },
      { on: 'call', names: ['encode', 'decode', 'sign'], receiver: /^(?:JWT|\w*Jwt)$/, argument: 1, when: PASSED_SECRET },
      { on: 'call', names: ['hash_hmac'], argument: 2, when: PASSED_SECRET },
      { on: 'call', names: ['openssl_encrypt', 'openssl_decrypt'], argument: 2, when: PASSED_SECRET },
    ],
  ),
  {
    id: 'php/certificate-validation/switched-off',
    family: 'certificate-validation',
    cwe: 'CWE-295',
    severity: 'high',
    title: 'Certificate check is switched off',
    why: 'Anyone on the path can pose as the other side.',
    remediation: 'Leave the check on, and name a private authority with CURLOPT_CAINFO.',
    sinks: [
      { on: 'call', names: ['curl_setopt'], call: /CURLOPT_SSL_VERIFY(?:PEER|HOST)\s*,\s*(?:false|0)/i },
      {
        on: 'pair',
        key: /^(?:verify|verify_peer|verify_peer_name|CURLOPT_SSL_VERIFY(?:PEER|HOST))$/,
        when: { text: /^(?:false|0)$/i },
      },
    ],
    bad: ['<?php curl_setopt($c, CURLOPT_SSL_VERIFYPEER, false);', '<?php $client = new Client(["verify" => false]);'],
    good: ['<?php curl_setopt($c, CURLOPT_SSL_VERIFYPEER, true);'],
  },
]
