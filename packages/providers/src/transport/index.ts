export { Exchange } from './exchange.ts'
export { FAULT_KINDS, type FaultCode, TransportFault } from './fault.ts'
export { PlainHeaders } from './plain-response.ts'
export { createTransport, type Transport, type TransportOptions } from './transport.ts'
