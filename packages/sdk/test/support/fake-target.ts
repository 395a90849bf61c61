import type { AttemptContext, ModelAdapter, ModelCall, ModelReply, ReportedFlaw, ReviewReply, SourceFile } from '@understudy/spec'

/** What a scripted model does with a call: text of an answer, a whole reply, or a throw. */
export type Script = (
  call: ModelCall,
  context: AttemptContext,
  asked: number,
) => string | Partial<ModelReply> | Promise<string | Partial<ModelReply>>

export interface FakeTarget extends ModelAdapter {
  /** Every call that reached it. */
  readonly calls: ModelCall[]
  /** Changes what it does from now on. */
  script: Script
}

export interface FakeOptions {
  readonly degraded?: boolean
  readonly contextTokens?: number
}

/** A model without a vendor. */
export function fakeTarget(id: string, script: Script = honest(), options: FakeOptions = {}): FakeTarget {
  const [vendor = 'fake', model = id] = id.split('/')
  const calls: ModelCall[] = []
  return {
    contract: 1,
    id,
    model,
    channel: { vendor, endpoint: `https://${vendor}.invalid`, credential: 'none' },
    limits: { contextTokens: options.contextTokens ?? 200_000, maxOutputTokens: 64_000, structuredOutput: true, streaming: true },
    ...(options.degraded && { degraded: true }),
    calls,
    script,
    async invoke(call, context) {
      calls.push(call)
      const answer = await this.script(call, context, calls.length)
      const given = typeof answer === 'string' ? { text: answer } : answer
      return {
        text: '',
        stop: { unified: 'finished', raw: 'stop' },
        requestedModel: model,
        servedModel: model,
        servedAsRequested: true,
        usage: { inputTotal: 10, inputCached: 0, outputVisible: 5, reasoning: 0 },
        timing: { firstByteMs: 1, totalMs: 2 },
        adjustments: [],
        ...(options.degraded && { degraded: true }),
        ...given,
      }
    },
  }
}

/** A flaw at one line of a file, quoted as it stands there. */
export function flawAt(file: SourceFile, line: number, override: Partial<ReportedFlaw> = {}): ReportedFlaw {
  const snippet = file.content.split('\n')[line - (file.firstLine ?? 1)] ?? ''
  return {
    path: file.path,
    snippet,
    startLine: line,
    endLine: line,
    reasoning: 'Input reaches the query.',
    family: 'sql-injection',
    cwe: 'CWE-89',
    title: 'SQL built from input',
    severity: 'high',
    confidence: 0.9,
    cvss: null,
    remediation: null,
    ...override,
  }
}

/** The answer that reports these flaws, with a verdict on every file of the call. */
export function answer(call: ModelCall, flaws: readonly ReportedFlaw[]): string {
  const reply: ReviewReply = {
    findings: flaws,
    files: (call.files ?? []).map(({ path }) => ({
      path,
      verdict: flaws.some((flaw) => flaw.path === path) ? 'findings' : 'clean',
      note: null,
    })),
    end: 'end-of-review',
  }
  return JSON.stringify(reply)
}

/** Reports every line that holds the word FLAW. */
export function honest(): Script {
  return (call) =>
    answer(
      call,
      (call.files ?? []).flatMap((file) =>
        file.content
          .split('\n')
          .flatMap((line, index) => (line.includes('FLAW') ? [flawAt(file, index + (file.firstLine ?? 1))] : [])),
      ),
    )
}
