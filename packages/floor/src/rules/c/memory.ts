import type { Rule } from '../rule.ts'

/** A format that is a literal, a constant or a translated literal. */
const LITERAL_FORMAT = /^(?:_|gettext|N_)?\(?\s*(?:"|[A-Z][A-Z0-9_]*\b|PRI)|\?\s*"/

/** Buffers, formats and freed memory, as far as one function's text shows them. */
export const C_MEMORY: readonly Rule[] = [
  {
    id: 'c/memory-safety/unbounded-copy',
    family: 'memory-safety',
    cwe: 'CWE-120',
    severity: 'high',
    title: 'Copy without a bound',
    why: 'The function does not know how large its target is.',
    remediation: 'Use snprintf or a copy with a size, and handle what does not fit.',
    sinks: [
      { on: 'call', names: ['gets'] },
      {
        on: 'call',
        names: ['strcpy', 'strcat', 'stpcpy', 'wcscpy'],
        argument: 1,
        when: { level: 1 },
        unlessAround: /alloc\([^;]*strlen\(/,
      },
      { on: 'call', names: ['sprintf', 'vsprintf'], argument: 'all', when: { level: 1, text: /%s|^\s*\w+\s*,\s*[a-z_]\w*\s*,/ } },
      { on: 'call', names: ['scanf', 'sscanf', 'fscanf'], argument: 'all', when: { text: /"[^"]*%s/ } },
    ],
    bad: [
      'void f(char *p) { char b[8]; strcpy(b, p); }',
      'void f(void) { char b[8]; gets(b); }',
      'void f(char *p) { char b[8]; sprintf(b, "a %s", p); }',
      'void f(void) { char b[8]; scanf("%s", b); }',
    ],
    good: [
      'void f(char *p) { char b[8]; snprintf(b, sizeof b, "%s", p); }',
      'void f(void) { char b[8]; strcpy(b, "abc"); }',
      'char *f(char *p) { char *b = malloc(strlen(p) + 1); return strcpy(b, p); }',
      'void f(void) { char b[8]; scanf("%7s", b); }',
      'void f(int n) { char b[16]; sprintf(b, "%d", n); }',
    ],
  },
  {
    id: 'c/memory-safety/format-string',
    family: 'memory-safety',
    cwe: 'CWE-134',
    severity: 'high',
    title: 'Format is not constant',
    why: 'A format with %n writes to memory, and others read it.',
    remediation: 'Use "%s" as the format and the text as its argument.',
    sinks: [
      {
        on: 'call',
        names: ['printf', 'vprintf', 'perror_format', 'warnx'],
        argument: 0,
        when: { level: 1, unless: LITERAL_FORMAT },
      },
      {
        on: 'call',
        names: ['fprintf', 'syslog', 'sprintf', 'dprintf', 'err', 'errx'],
        argument: 1,
        when: { level: 1, unless: LITERAL_FORMAT },
      },
      { on: 'call', names: ['snprintf'], argument: 2, when: { level: 1, unless: LITERAL_FORMAT } },
    ],
    bad: ['void f(char *p) { printf(p); }', 'void f(char *p) { syslog(LOG_AUTH, p); }'],
    good: [
      'void f(char *p) { printf("%s", p); }',
      'void f(char *p) { fprintf(stderr, "a %s\\n", p); }',
      'void f(char *p) { printf(_("a %s"), p); }',
    ],
  },
  {
    id: 'c/memory-safety/use-after-free',
    family: 'memory-safety',
    cwe: 'CWE-416',
    severity: 'high',
    title: 'Memory is used after it was freed',
    why: 'The loop reads the next element from an element that it has just freed.',
    remediation: 'Read the next pointer before freeing.',
    sinks: [
      {
        on: 'text',
        pattern: /\bfor\s*\(\s*(?:[\w\s]+\*\s*)?(\w+)\s*=[^;]*;[^;]*;\s*\1\s*=\s*\1->\w+\s*\)[^}]{0,200}?\bfree\(\s*\1\s*\)/g,
      },
      { on: 'text', pattern: /\bfree\(\s*(\w+)\s*\)\s*;\s*(?:[^;{}]*\b\1->|free\(\s*\1\s*\))/g },
    ],
    bad: ['void f(void) { for (p = head; p != NULL; p = p->next) { free(p); } }', 'void f(struct a *p) { free(p); use(p->b); }'],
    good: [
      'void f(void) { for (p = head; p != NULL; p = next) { next = p->next; free(p); } }',
      'void f(struct a *p) { free(p->b); free(p); }',
    ],
  },
  {
    id: 'c/integer-overflow/allocation-size',
    family: 'integer-overflow',
    cwe: 'CWE-190',
    severity: 'medium',
    title: 'Size of an allocation is a product that may wrap around',
    why: 'A product of two read values can be small while each of them is large.',
    remediation: 'Use calloc, or compare with the largest size before multiplying.',
    sinks: [
      {
        on: 'call',
        names: ['malloc', 'realloc', 'alloca', 'xmalloc'],
        argument: 'any',
        when: { level: 1, text: /(?:->|\.)?\b[a-z_]\w*\s*\*\s*[a-z_](?!izeof)\w*/ },
        unlessAround: /_MAX\s*\/|__builtin_mul_overflow|reallocarray/,
      },
      {
        on: 'text',
        pattern:
          /\b(?:u?int(?:8|16|32)_t|int|unsigned|unsigned int)\s+\w*(?:size|bytes|length|len|total)\w*\s*=\s*[\w>.-]+\s*\*\s*[\w>.-]*[a-z]\w*(?!\s*\()/g,
        unlessAround: /_MAX\s*\/|__builtin_mul_overflow/,
      },
    ],
    bad: [
      'void *f(struct a *a) { return malloc(a->width * a->height); }',
      'void *f(struct a *a) { uint32_t bytes = a->width * a->height; return malloc(bytes); }',
    ],
    good: [
      'void *f(struct a *a) { return calloc(a->width, a->height); }',
      'void *f(void) { return malloc(sizeof(struct a)); }',
      'void *f(struct a *a) { if (a->width > SIZE_MAX / a->height) return 0; return malloc(a->width * a->height); }',
    ],
  },
  {
    id: 'c/race-condition/check-then-open',
    family: 'race-condition',
    cwe: 'CWE-367',
    severity: 'medium',
    title: 'File is checked by name, then opened by name',
    why: 'The name may mean another file by then.',
    remediation: 'Open once with O_NOFOLLOW and check the descriptor with fstat.',
    sinks: [
      {
        on: 'text',
        pattern:
          /\b(?:access|stat|lstat)\(\s*(\w+)\s*,(?:(?!\n\})[^]){0,300}?\b(?:fopen|open|unlink|chmod|chown|rename)\(\s*\1\b/g,
      },
    ],
    bad: ['int f(char *p) { if (access(p, W_OK) != 0) return -1; return open(p, O_WRONLY); }'],
    good: ['int f(char *p) { int d = open(p, O_RDONLY | O_NOFOLLOW); return fstat(d, &s); }'],
  },
]
