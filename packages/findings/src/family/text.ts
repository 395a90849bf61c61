import type { Family } from '@understudy/spec'

export interface FamilyText {
  readonly title: string
  readonly sentence: string
  readonly advice: string
}

/** What a family is and what to do about it: title, sentence, advice. Ours, so no model's words get into a rule. */
const TEXTS: Readonly<Record<Family, readonly [string, string, string]>> = {
  'sql-injection': [
    'SQL injection',
    'Input reaches a SQL statement as code.',
    'Bind values as parameters; never build statements from input.',
  ],
  'nosql-injection': [
    'NoSQL injection',
    'Input reaches a database query as operators.',
    'Accept only values of the expected type, and name the operators yourself.',
  ],
  'command-injection': [
    'Command injection',
    'Input reaches a command line as code.',
    'Run programs with a list of arguments and without a shell.',
  ],
  'code-injection': [
    'Code injection',
    'Input is evaluated as code.',
    'Do not evaluate input; choose among known functions instead.',
  ],
  'template-injection': ['Template injection', 'Input becomes part of a template.', 'Pass input as values to fixed templates.'],
  'ldap-injection': ['LDAP injection', 'Input reaches a directory query as code.', 'Escape input for filters and names.'],
  'xml-external-entity': [
    'XML external entity',
    'A parser resolves entities of foreign documents.',
    'Turn off document types and external entities.',
  ],
  'header-injection': ['Header injection', 'Input can break out of a header.', 'Refuse line breaks in header values.'],
  'log-injection': ['Log injection', 'Input can forge log entries.', 'Encode line breaks and control characters before logging.'],
  'path-traversal': [
    'Path traversal',
    'Input chooses a file outside the intended folder.',
    'Resolve the path and check that it is inside the folder.',
  ],
  'server-side-request-forgery': [
    'Server-side request forgery',
    'Input chooses where the server connects.',
    'Allow a list of hosts, and check the resolved address.',
  ],
  'cross-site-scripting': [
    'Cross-site scripting',
    'Input reaches a page as markup or script.',
    'Encode for the place where the value is written.',
  ],
  'open-redirect': ['Open redirect', 'Input chooses where a visitor is sent.', 'Redirect only to known targets.'],
  'cross-site-request-forgery': [
    'Cross-site request forgery',
    'A foreign page can make a visitor change state.',
    'Demand a token or a same-site cookie for requests that change state.',
  ],
  'unsafe-deserialization': [
    'Unsafe deserialisation',
    'Foreign data chooses which objects are built.',
    'Use a format of plain data, and check its shape.',
  ],
  'prototype-pollution': [
    'Prototype pollution',
    'Input can write to an object prototype.',
    'Refuse prototype names, or use maps.',
  ],
  'file-upload': [
    'Unrestricted file upload',
    'Uploaded files are stored or served without limits.',
    'Limit type, size, name and place of uploads.',
  ],
  'weak-cryptography': [
    'Weak cryptography',
    'An algorithm, mode or parameter no longer protects.',
    'Use a current algorithm with its recommended parameters.',
  ],
  'weak-randomness': ['Weak randomness', 'A secret comes from a predictable source.', 'Use the cryptographic random source.'],
  'hardcoded-secret': [
    'Hard-coded secret',
    'A secret stands in the code.',
    'Move it to a secret store, and replace it: it is known now.',
  ],
  'certificate-validation': [
    'Missing certificate validation',
    'The other side of a connection is not verified.',
    'Verify chain and host name.',
  ],
  'missing-authentication': [
    'Missing authentication',
    'A function can be used without saying who one is.',
    'Demand authentication before the function.',
  ],
  'missing-authorization': [
    'Missing authorisation',
    'A function does not check whether its user may.',
    'Check permission on the object itself, on the server.',
  ],
  'session-management': [
    'Weak session management',
    'A session can be taken over or outlives its use.',
    'Renew, expire and protect session identifiers.',
  ],
  'information-exposure': [
    'Information exposure',
    'Data reaches someone it is not meant for.',
    'Return and log only what the reader needs.',
  ],
  'cors-misconfiguration': ['Cross-origin misconfiguration', 'Foreign origins may read answers.', 'Allow a list of origins.'],
  'insecure-configuration': ['Insecure configuration', 'A setting turns off a protection.', 'Use the protective setting.'],
  'race-condition': ['Race condition', 'A check and its use can be separated.', 'Make check and use one step.'],
  'memory-safety': ['Memory safety', 'Memory is used outside its bounds or lifetime.', 'Check bounds and ownership.'],
  'integer-overflow': [
    'Integer overflow',
    'A number can leave its range and be used as a size or index.',
    'Check the range before the arithmetic.',
  ],
  'denial-of-service': [
    'Denial of service',
    'Input can consume time, memory or connections without limit.',
    'Bound sizes, counts and times.',
  ],
  'input-validation': [
    'Missing input validation',
    'Input is used without a check of its form.',
    'Check type, length, range and form.',
  ],
  other: ['Security flaw', 'A security flaw that fits no other family.', 'See the finding.'],
}

export function familyText(family: Family): FamilyText {
  const [title, sentence, advice] = TEXTS[family]
  return { title, sentence, advice }
}
