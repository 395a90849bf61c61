import { type Channel, vendorAtHost } from '@understudy/spec'

/** A target as far as its names are concerned; a `ModelAdapter` fits. */
export interface Named {
  readonly id: string
  readonly model: string
  readonly channel: Channel
}

/** What vendors put behind a model's name for one state of it: a date, a number, `latest`. */
const SNAPSHOT =
  /(?:[-@](?:\d{8}|\d{4}-\d{2}-\d{2}|\d{2}-\d{2}(?:-\d{4})?|\d{2}-\d{4}|\d{4}|0\d{2}|latest)|:latest|-v\d{1,3}:\d{1,3})$/i

/** Longer ids are no vendor's; a regex sees only this much. */
const LONGEST = 300

function aliasOf(name: string): string | null {
  const alias = name.slice(0, LONGEST).replace(SNAPSHOT, '')
  return alias === '' || alias === name ? null : alias
}

/**
 * Every vendor that a target may be said to be of: by its adapter's word, and by the host that answers. `wide`, for rules that deny,
 * adds the vendor that a gateway's model id begins with.
 */
export function vendorNames({ model, channel }: Named, wide: boolean): readonly string[] {
  const names = [channel.vendor, vendorAtHost(channel.endpoint)]
  const slash = model.indexOf('/')
  if (wide && slash > 0) names.push(model.slice(0, slash))
  return [...new Set(names.filter((name) => name !== null))]
}

/** Every short id that a target may be named by. `wide`, for rules that deny, adds the aliases of snapshots. */
export function modelNames(target: Named, wide: boolean): readonly string[] {
  const { id, model } = target
  const names = [
    id,
    ...vendorNames(target, false).map((vendor) => `${vendor}/${model}`),
    ...(wide && model.includes('/') ? [model] : []),
  ]
  return [...new Set(wide ? names.flatMap((name) => [name, aliasOf(name) ?? name]) : names)]
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** Spellings of an endpoint: the whole address, its origin, its host. `wide` adds the bare host name, and every name of this machine. */
export function endpointNames({ channel: { endpoint } }: Named, wide: boolean): readonly string[] {
  const url = URL.parse(endpoint)
  const names = [endpoint, endpoint.replace(/\/$/, '')]
  // A pattern of a folder means what is in it, and the folder.
  if (!endpoint.endsWith('/')) names.push(`${endpoint}/`)
  if (url && url.host !== '') {
    names.push(url.origin, `${url.origin}/`, url.host)
    if (wide) names.push(url.hostname)
    if (wide && LOOPBACK.includes(url.hostname))
      for (const host of LOOPBACK) names.push(host, endpoint.replace(url.hostname, host), url.host.replace(url.hostname, host))
  }
  return [...new Set(names)]
}
