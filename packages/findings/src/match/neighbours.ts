import type { Family } from '@understudy/spec'

/** Kinds that people write for one and the same flaw. Each group is of one flaw seen from several sides. */
const GROUPS: readonly (readonly Family[])[] = [
  // Who asks, and whether they may.
  ['missing-authentication', 'missing-authorization', 'session-management'],
  ['missing-authorization', 'information-exposure', 'prototype-pollution'],
  // What is shown because of how it is set up.
  ['information-exposure', 'insecure-configuration', 'missing-authentication'],
  ['insecure-configuration', 'cors-misconfiguration', 'session-management', 'cross-site-request-forgery'],
  ['information-exposure', 'hardcoded-secret', 'weak-cryptography'],
  ['information-exposure', 'log-injection'],
  ['session-management', 'weak-cryptography', 'missing-authentication', 'weak-randomness'],
  ['hardcoded-secret', 'weak-cryptography', 'weak-randomness', 'insecure-configuration', 'missing-authentication'],
  ['certificate-validation', 'weak-cryptography', 'insecure-configuration'],
  // What is run.
  ['cross-site-scripting', 'code-injection', 'template-injection'],
  ['cross-site-scripting', 'header-injection', 'open-redirect', 'input-validation'],
  ['code-injection', 'command-injection', 'template-injection', 'unsafe-deserialization', 'prototype-pollution'],
  ['sql-injection', 'nosql-injection', 'code-injection'],
  ['log-injection', 'header-injection', 'input-validation'],
  // Where it leads.
  ['path-traversal', 'file-upload', 'input-validation'],
  ['open-redirect', 'server-side-request-forgery', 'input-validation'],
  ['xml-external-entity', 'denial-of-service'],
  // How much of it.
  ['memory-safety', 'integer-overflow', 'input-validation', 'denial-of-service'],
  ['denial-of-service', 'input-validation', 'missing-authentication'],
]

const PAIRS: ReadonlySet<string> = new Set(GROUPS.flatMap((group) => group.flatMap((a) => group.map((b) => `${a} ${b}`))))

/** Whether people write the one for the other. */
export function areNeighbours(a: Family, b: Family): boolean {
  return PAIRS.has(`${a} ${b}`)
}
