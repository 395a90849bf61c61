import { type Channel, channelPlace, formerTargetKey, targetKey, vendorAtHost } from '@understudy/spec'

/**
 * What a bar covers, from one target to a whole vendor. `model` is the model on every channel of its vendor; credentials and
 * regions are those of one endpoint.
 */
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
  const { vendor, credential, endpoint } = channel
  // A vendor's own host is that vendor, whatever its adapter is called.
  const company = vendorAtHost(endpoint) ?? vendor
  switch (scope) {
    case 'target':
      return `target|${targetKey(channel, model)}`
    case 'credential-model':
      return ['credential-model', vendor, endpoint, credential, model].join('|')
    case 'model':
      return ['model', company, model].join('|')
    case 'credential':
      return ['credential', vendor, endpoint, credential].join('|')
    case 'region':
      return ['region', vendor, channelPlace(channel)].join('|')
    case 'vendor':
      return ['vendor', company].join('|')
  }
}

/** The key of the model that a target's own key means, or null when the key is no target's. */
export function modelKeyOf(key: string): string | null {
  const [scope, vendor = '', place = '', , ...model] = key.split('|')
  const [endpoint = ''] = place.split(' ')
  return scope === 'target' && model.length > 0 ? ['model', vendorAtHost(endpoint) ?? vendor, ...model].join('|') : null
}

/**
 * Keys under which the first edition kept a bar on this target. Such a bar still holds: a lost one would have a withdrawn model
 * asked.
 */
function formerKeysOf({ channel, model }: Keyed): readonly string[] {
  const { vendor, credential } = channel
  return [
    `target|${formerTargetKey(channel, model)}`,
    ['credential-model', vendor, credential, model].join('|'),
    ['credential', vendor, credential].join('|'),
    ['region', vendor, channel.region ?? channel.endpoint].join('|'),
    ['model', vendor, model].join('|'),
    ['vendor', vendor].join('|'),
  ]
}

/** Every key whose bar would bar this target: the narrowest first, those of the first edition last. */
export function scopeKeysOf(target: Keyed): readonly string[] {
  return [...new Set([...BAR_SCOPES.map((scope) => scopeKey(scope, target)), ...formerKeysOf(target)])]
}
