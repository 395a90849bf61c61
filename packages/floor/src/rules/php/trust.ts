import type { Rule } from '../rule.ts'
import { secretRule } from '../shared.ts'

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
      { on: 'call', names: ['mcrypt_encrypt'] },
    ],
    bad: ['<?php $h = md5($password);', '<?php $c = openssl_encrypt($t, "aes-128-ecb", $k);'],
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
        when: { text: /\b(?:mt_rand|rand|uniqid|lcg_value|str_shuffle)\(/ },
      },
    ],
    bad: ['<?php $token = md5(uniqid(mt_rand(), true));'],
    good: ['<?php $token = bin2hex(random_bytes(16));', '<?php $index = rand(0, 9);'],
  },
  secretRule('php', {
    bad: [
      '<?php $apiKey = "9f2b7c41d8e04a6f";',
      '<?php $db = ["user" => "a", "password" => "tr0ub4dor&3"];',
      '<?php const API_KEY = "9f2b7c41d8e04a6f";',
    ],
    good: ['<?php $apiKey = getenv("API_KEY");', '<?php $rules = ["password" => "required"];'],
  }),
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
      { on: 'pair', key: /^(?:verify|verify_peer|verify_peer_name|CURLOPT_SSL_VERIFYPEER)$/, when: { text: /^(?:false|0)$/i } },
    ],
    bad: ['<?php curl_setopt($c, CURLOPT_SSL_VERIFYPEER, false);', '<?php $client = new Client(["verify" => false]);'],
    good: ['<?php curl_setopt($c, CURLOPT_SSL_VERIFYPEER, true);'],
  },
]
