import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { HIDDEN, refuseOption } from '@understudy/spec'
import { canonicalJson } from './canonical.ts'
import type { NoticeDocument, NoticeSignature } from './notice.ts'

/** A key whose signature the operator believes. */
export interface TrustedKey {
  readonly id: string
  /** Ed25519, as PEM (`-----BEGIN PUBLIC KEY-----`). */
  readonly publicKey: string
}

/** A key that is ready to check signatures. Two ids with one key are one signer. */
export interface Verifier {
  readonly id: string
  readonly key: KeyObject
  /** The key itself, for telling whether two are one. */
  readonly material: string
}

/** What is signed: never the same bytes as anything else that these keys may sign. */
function signedBytes(document: NoticeDocument): Buffer {
  const { signatures: _, ...rest } = document
  return Buffer.from(`understudy.notices.v1\0${canonicalJson(rest)}`)
}

/** A new pair of keys, as PEM. Keep the private one away from where notices are served. */
export function newNoticeKeys(): { readonly publicKey: string; readonly privateKey: string } {
  return generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
}

/** The document with one more signature. @throws InvalidOptionError when the key is not an Ed25519 private key in PEM */
export function signNotices(document: NoticeDocument, key: { readonly id: string; readonly privateKey: string }): NoticeDocument {
  const signature: NoticeSignature = {
    key: key.id,
    signature: sign(
      null,
      signedBytes(document),
      edKey('privateKey', () => createPrivateKey(key.privateKey)),
    ).toString('base64'),
  }
  const others = (document.signatures ?? []).filter((given) => given.key !== key.id)
  return { ...document, signatures: [...others, signature] }
}

/** @throws InvalidOptionError when a key is not an Ed25519 public key in PEM, or when an id stands twice */
export function verifiers(keys: readonly TrustedKey[]): readonly Verifier[] {
  const seen = new Set<string>()
  return keys.map(({ id, publicKey }, index) => {
    if (typeof id !== 'string' || id === '' || seen.has(id))
      refuseOption(`trustedKeys[${index}].id`, 'a name that no other key has', id)
    seen.add(id)
    const key = edKey(`trustedKeys[${index}].publicKey`, () => createPublicKey(publicKey))
    return { id, key, material: key.export({ type: 'spki', format: 'der' }).toString('base64') }
  })
}

/** Material of every trusted key that signed this document. Signatures of unknown keys are passed over. */
export function signers(document: NoticeDocument, trusted: readonly Verifier[]): ReadonlySet<string> {
  const bytes = signedBytes(document)
  const found = new Set<string>()
  for (const { key, signature } of document.signatures ?? []) {
    const verifier = trusted.find(({ id }) => id === key)
    if (verifier && verify(null, bytes, verifier.key, Buffer.from(signature, 'base64'))) found.add(verifier.material)
  }
  return found
}

function edKey(path: string, make: () => KeyObject): KeyObject {
  let key: KeyObject | undefined
  try {
    key = make()
  } catch {
    // The key's text must not reach an error.
  }
  if (key?.asymmetricKeyType === 'ed25519') return key
  return refuseOption(path, 'an Ed25519 key in PEM', HIDDEN)
}
