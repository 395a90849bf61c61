import type { Fault } from './fault.ts'

export const prototypeKeys: Fault = {
  name: 'prototype-keys',
  number: 40,
  summary: 'Keys that would reach the prototype.',
  apply: (_healthy, { answerWith }) =>
    answerWith({
      text: (text) => text.replace(/^\s*\{/, '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'),
    }),
}
