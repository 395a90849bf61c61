import type { Fault } from './fault.ts'
import { replaced } from './shape.ts'

export const html502: Fault = {
  name: 'html-502',
  number: 20,
  summary: 'A gateway in front of the vendor answers 502 in HTML.',
  apply: () =>
    replaced(
      502,
      'text/html',
      '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n',
    ),
}
