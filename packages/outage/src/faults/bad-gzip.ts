import type { Fault } from './fault.ts'

export const badGzip: Fault = {
  name: 'bad-gzip',
  number: 17,
  summary: 'The body says gzip and is not.',
  stages: ['loopback'],
  apply: (healthy) => {
    const answer = healthy()
    return {
      ...answer,
      headers: { ...answer.headers, 'content-encoding': 'gzip' },
      body: [{ data: Buffer.from('1f8b0800000000000003ffffffffffff', 'hex') }],
    }
  },
}
