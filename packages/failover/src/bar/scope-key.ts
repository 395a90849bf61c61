import { type Channel, targetKey } from '@understudy/spec'

/** What a bar covers, from one target to a whole vendor. `model` is the model on every channel of its vendor. */
export const BAR_SCOPES = ['target', 'credential-model', 'model', 'credential', 'region', 'vendor'] as const

/** What a bar covers, from one target to a whole vendor: one of `BAR_SCOPES`. */
export type BarScope = (typeof BAR_SCOPES)[number]

/** What a key is made from; a `ModelAdapter` fits. */
export interface Keyed {
  readonly channel: Channel
  readonly model: string
}

/** The key under which a bar of this scope is kept. Two targets share it exactly when the scope covers both. */
export function scopeKey(scope: BarScope, { channel, model }: Keyed): string {
  const { vendor, credential } = channel
  const place = channel.region ?? channel.endpoint
  switch (scope) {
    case 'target':
      return `target|${targetKey(channel, model)}`
    case 'credential-model':
      return ['credential-model', vendor, credential, model].join('|')
    case 'model':
      return ['model', vendor, model].join('|')
    case 'credential':
      return ['credential', vendor, credential].join('|')
    case 'region':
      return ['region', vendor, place].join('|')
    case 'vendor':
      return ['vendor', vendor].join('|')
  }
}

/** Every key whose bar would bar this target, narrowest first. */
export function scopeKeysOf(target: Keyed): readonly string[] {
  return BAR_SCOPES.map((scope) => scopeKey(scope, target))
}
