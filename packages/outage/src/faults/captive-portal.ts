import type { Fault } from './fault.ts'
import { replaced } from './shape.ts'

export const captivePortal: Fault = {
  name: 'captive-portal',
  number: 19,
  summary: 'A login page of the network comes instead of the vendor, with status 200.',
  apply: () =>
    replaced(
      200,
      'text/html; charset=utf-8',
      '<!doctype html><html><body><h1>Welcome to Guest WiFi</h1><form><button>Accept</button></form></body></html>',
    ),
}
