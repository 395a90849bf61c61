import type { Rule } from '../rule.ts'
import { PASSED_SECRET, secretRule } from '../shared/index.ts'

/** What switches document types or their entities off. */
const XML_PROTECTED =
  /setFeature\([^;]*(?:disallow-doctype-decl|SECURE_PROCESSING|DOCTYPE)\w*"?\s*,\s*true|setFeature\([^;]*external-\w+-entities"?\s*,\s*false|SUPPORT_DTD\s*,\s*false|ACCESS_EXTERNAL_DTD\s*,\s*""|isSupportingExternalEntities[\w"]*\s*,\s*(?:Boolean\.FALSE|false)|IS_SUPPORTING_EXTERNAL_ENTITIES\s*,\s*(?:Boolean\.FALSE|false)/

/** Deserialisers, parsers, weak algorithms and chance, secrets and switched-off checks. */
export const JAVA_TRUST: readonly Rule[] = [
  {
    id: 'java/unsafe-deserialization/read-object',
    family: 'unsafe-deserialization',
    cwe: 'CWE-502',
    severity: 'critical',
    title: 'Objects of any class are deserialised',
    why: 'Whoever writes the bytes chooses which classes are instantiated.',
    remediation: 'Use JSON with fixed types, or set an ObjectInputFilter.',
    sinks: [
      {
        on: 'call',
        names: ['readObject', 'readUnshared'],
        receiver: /./,
        unlessAround: /setObjectInputFilter|ValidatingObjectInputStream|LookAheadObjectInputStream|defaultReadObject/,
      },
      { on: 'call', names: ['fromXML'], receiver: /xstream/i, when: { level: 1 } },
      { on: 'call', names: ['load', 'loadAs'], receiver: /^(?:yaml|newYaml\(\))$/i, unlessAround: /SafeConstructor/ },
      { on: 'call', names: ['enableDefaultTyping', 'activateDefaultTyping'] },
    ],
    bad: ['class A { Object read(InputStream in) throws Exception { return new ObjectInputStream(in).readObject(); } }'],
    good: [
      'class A { Object read(InputStream in) throws Exception { return mapper.readValue(in, Basket.class); } }',
      'class A { private void readObject(ObjectInputStream in) throws Exception { in.defaultReadObject(); } }',
    ],
  },
  {
    id: 'java/xml-external-entity/parser',
    family: 'xml-external-entity',
    cwe: 'CWE-611',
    severity: 'high',
    title: 'XML parser accepts external entities',
    why: 'The factory expands entities unless it is told not to.',
    remediation: 'Set http://apache.org/xml/features/disallow-doctype-decl to true.',
    sinks: [
      {
        on: 'call',
        names: ['newInstance', 'newFactory'],
        receiver: /(?:DocumentBuilderFactory|SAXParserFactory|XMLInputFactory)$/,
        unlessAround: XML_PROTECTED,
      },
      { on: 'call', names: ['SAXBuilder', 'SAXReader'], unlessAround: XML_PROTECTED },
      { on: 'call', names: ['createXMLReader'], unlessAround: XML_PROTECTED },
    ],
    bad: [
      'class A { void read(InputStream in) throws Exception { DocumentBuilderFactory f = DocumentBuilderFactory.newInstance(); f.newDocumentBuilder().parse(in); } }',
    ],
    good: [
      'class A { void read(InputStream in) throws Exception { DocumentBuilderFactory f = DocumentBuilderFactory.newInstance(); f.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true); f.newDocumentBuilder().parse(in); } }',
    ],
  },
  {
    id: 'java/weak-cryptography/algorithm',
    family: 'weak-cryptography',
    cwe: 'CWE-327',
    severity: 'high',
    title: 'Weak cipher, mode or hash',
    why: 'DES, RC4 and ECB do not keep a text secret, and MD5 and SHA-1 have practical collisions.',
    remediation: 'Use AES/GCM/NoPadding with a fresh nonce, SHA-256, and a password hash for passwords.',
    sinks: [
      {
        on: 'call',
        names: ['getInstance'],
        receiver: /Cipher$/,
        when: { text: /^"(?:AES"|[\w]+\/ECB|DES|RC[24]|Blowfish|ARCFOUR)/i },
      },
      {
        on: 'call',
        names: ['getInstance'],
        receiver: /(?:MessageDigest|Mac)$/,
        when: { text: /^"(?:Hmac)?(?:MD[245]|SHA-?1)"/i },
      },
      {
        on: 'call',
        names: ['md5', 'md5Hex', 'sha1', 'sha1Hex', 'getMd5Digest', 'getSha1Digest'],
        receiver: /DigestUtils$|Hashing$/,
      },
      { on: 'call', names: ['IvParameterSpec'], when: { text: /^(?:new byte\[\d+\]$|".*"\.getBytes)/ } },
      { on: 'call', names: ['IvParameterSpec'], when: { literal: true } },
      { on: 'call', names: ['GCMParameterSpec'], argument: 1, when: { literal: true } },
      { on: 'call', names: ['getInstance'], receiver: /SSLContext$/, when: { text: /^"(?:SSL(?:v[23])?|TLSv1(?:\.1)?)"/ } },
      { on: 'call', names: ['initialize'], receiver: /gen|kpg/i, when: { text: /^(?:512|768|1024)$/ } },
      { on: 'call', names: ['parseClaimsJwt', 'parsePlaintextJwt', 'parseUnsecuredClaims'] },
      { on: 'call', names: ['decode'], receiver: /^JWT$/, unlessAround: /\bverify\(|JWTVerifier|getKeyId/ },
      { on: 'call', names: ['none'], receiver: /^Algorithm$/ },
    ],
    bad: [
      'class A { void a() throws Exception { Cipher.getInstance("AES/ECB/PKCS5Padding"); } }',
      'class A { void a() throws Exception { MessageDigest.getInstance("MD5"); } }',
      'class A { void a() { String iv = "0123456789abcdef"; use(new IvParameterSpec(iv.getBytes())); } }',
      'class A { void a() { DecodedJWT t = JWT.decode(token); use(t.getSubject()); } }',
    ],
    good: [
      'class A { void a() throws Exception { Cipher.getInstance("AES/GCM/NoPadding"); MessageDigest.getInstance("SHA-256"); } }',
    ],
  },
  {
    id: 'java/weak-randomness/java-random',
    family: 'weak-randomness',
    cwe: 'CWE-330',
    severity: 'medium',
    title: 'A secret is made with java.util.Random',
    why: 'Its seed can be found from few values.',
    remediation: 'Use SecureRandom.',
    sinks: [
      {
        on: 'call',
        names: ['Random'],
        receiver: /^(?:|java\.util)$/,
        around: /token|password|secret|session|nonce|salt|otp|\w*[cC]ode\b/i,
      },
      { on: 'call', names: ['random'], receiver: /^Math$/, around: /token|password|secret|session|nonce|salt|otp/i },
      { on: 'call', names: ['randomAlphanumeric', 'randomAlphabetic', 'randomNumeric'], receiver: /^RandomStringUtils$/ },
    ],
    bad: ['class A { String token() { return Long.toHexString(new Random().nextLong()); } }'],
    good: [
      'class A { String token() { return Long.toHexString(new SecureRandom().nextLong()); } }',
      'class A { int pick(int n) { return new Random().nextInt(n); } }',
    ],
  },
  secretRule(
    'java',
    {
      bad: [
        'class A { void a() throws Exception { DriverManager.getConnection(URL, "shop", "tr0ub4dor&3"); } }',
        'class A { static final String API_KEY = "9f2b7c41d8e04a6f"; }',
        'class A { String dbPassword = "tr0ub4dor&3"; }',
      ],
      good: ['class A { static final String API_KEY = System.getenv("API_KEY"); String password = "password"; }'],
    },
    [
      { on: 'call', names: ['getConnection'], receiver: /DriverManager$/, argument: 2, when: PASSED_SECRET },
      {
        on: 'call',
        names: [
          'SecretKeySpec',
          'hmacShaKeyFor',
          'setSigningKey',
          'HMAC256',
          'HMAC512',
          'setPassword',
          'password',
          'connectionPassword',
        ],
        when: PASSED_SECRET,
      },
      {
        on: 'call',
        names: [
          'signWith',
          'PasswordAuthentication',
          'UsernamePasswordCredentials',
          'UsernamePasswordToken',
          'basicAuthentication',
          'basic',
          'setBasicAuth',
          'login',
        ],
        argument: 1,
        when: PASSED_SECRET,
      },
    ],
  ),
  {
    id: 'java/certificate-validation/switched-off',
    family: 'certificate-validation',
    cwe: 'CWE-295',
    severity: 'high',
    title: 'Certificate or host name check is switched off',
    why: 'Anyone on the path can pose as the other side.',
    remediation: "Use the platform's trust store, or one with your own authority.",
    sinks: [
      { on: 'text', pattern: /\bcheckServerTrusted\s*\([^)]*\)\s*(?:throws\s+[\w.,\s]+)?\{\s*(?:return\s*;\s*)?\}/g },
      { on: 'text', pattern: /\bALLOW_ALL_HOSTNAME_VERIFIER\b|\bNoopHostnameVerifier\b|\bTrustAllStrategy\b/g },
      {
        on: 'call',
        names: ['setHostnameVerifier', 'setDefaultHostnameVerifier', 'hostnameVerifier'],
        when: { text: /->\s*(?:true|\{\s*return\s+true;?\s*\})$/ },
      },
    ],
    bad: [
      'class A { void checkServerTrusted(X509Certificate[] c, String t) {} }',
      'class A { void a() { connection.setHostnameVerifier((host, session) -> true); } }',
    ],
    good: ['class A { void a() throws Exception { SSLContext c = SSLContext.getDefault(); } }'],
  },
]
