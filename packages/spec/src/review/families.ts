/** The closed list of flaw families. A model must choose one of these words; `other` keeps what fits nowhere. */
export const FAMILIES = [
  'sql-injection',
  'nosql-injection',
  'command-injection',
  'code-injection',
  'template-injection',
  'ldap-injection',
  'xml-external-entity',
  'header-injection',
  'log-injection',
  'path-traversal',
  'server-side-request-forgery',
  'cross-site-scripting',
  'open-redirect',
  'cross-site-request-forgery',
  'unsafe-deserialization',
  'prototype-pollution',
  'file-upload',
  'weak-cryptography',
  'weak-randomness',
  'hardcoded-secret',
  'certificate-validation',
  'missing-authentication',
  'missing-authorization',
  'session-management',
  'information-exposure',
  'cors-misconfiguration',
  'insecure-configuration',
  'race-condition',
  'memory-safety',
  'integer-overflow',
  'denial-of-service',
  'input-validation',
  'other',
] as const

/** A kind of flaw: one of `FAMILIES`. */
export type Family = (typeof FAMILIES)[number]

/** From the least to the most severe. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const

/** How bad a flaw is: one of `SEVERITIES`. */
export type Severity = (typeof SEVERITIES)[number]
