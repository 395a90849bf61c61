import type { Notice, NoticeDocument } from '@understudy/failover/notice'
import type { Channel } from '@understudy/spec'

/** The order that started it all, as its addressee could have written it down. */
export const FABLE: Notice = {
  id: '2026-06-12-fable',
  models: ['anthropic/claude-fable-*', 'anthropic/claude-mythos-*'],
  from: '2026-06-12T17:21:00-04:00',
  until: '2026-06-30T00:00:00Z',
  basis: { authority: 'US Department of Commerce', instrument: 'Is-informed letter' },
}

export const aNotice = (id: string, change: Partial<Notice> = {}): Notice => ({
  id,
  models: ['a/*'],
  from: '2026-01-01T00:00:00Z',
  basis: { authority: 'Somebody' },
  ...change,
})

export const aDocument = (version: number, notices: readonly Notice[]): NoticeDocument => ({
  schema: 'understudy.notices/1',
  issuer: 'acme',
  version,
  issuedAt: '2026-06-12T21:30:00Z',
  notices,
})

export const aTarget = (id: string, channel: Partial<Channel> = {}) => {
  const [vendor = '', model = ''] = id.split('/')
  return { id, model, channel: { vendor, endpoint: `https://${vendor}.test`, credential: 'k', ...channel } satisfies Channel }
}
