import type { Fault } from './fault.ts'
import { replaced } from './shape.ts'

export const legalBlock: Fault = {
  name: 'legal-block',
  number: 34,
  summary: 'Unavailable for legal reasons (451), with the page that explains it.',
  apply: () => ({
    ...replaced(451, 'text/html', '<html><body><h1>Unavailable For Legal Reasons</h1></body></html>'),
    headers: { 'content-type': 'text/html', link: '<https://blocked.example.test/>; rel="blocked-by"' },
  }),
}
