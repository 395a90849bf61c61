import type { Finding, Report } from '@understudy/findings'
import { setAside } from '../baseline/set-aside.ts'
import { byImportance, type Sources } from '../terminal/findings.ts'
import { count } from '../terminal/text.ts'
import { severityCounts } from './figures.ts'
import { factsOf } from './facts.ts'
import { type Content, type Markup, markup } from './markup.ts'
import { agreementWords, type Opinion, opinionsOn, type RunOpinions } from './opinions.ts'
import { tableOf } from './table.ts'

const CONTEXT = 2
const LONGEST = 12

/** The lines of a flaw with their numbers; from the file where it is at hand, else the finding's own quote. */
function excerpt(finding: Finding, sources: Sources): Markup {
  const { path, startLine, endLine, anchor } = finding.locations[0]
  const content = anchor.status === 'missing' ? undefined : sources.get(path)
  const lines = content?.split(/\r?\n/)
  const last = Math.min(endLine, startLine + LONGEST - 1)
  const from = lines ? Math.max(1, startLine - CONTEXT) : startLine
  const shown = lines ? lines.slice(from - 1, last + CONTEXT) : anchor.snippet.split(/\r?\n/).slice(0, LONGEST)
  return markup`<pre class="code" tabindex="0" aria-label="Code of ${path} from line ${from}"><code>${shown.map((line, index) => {
    const number = from + index
    const inside = !lines || (number >= startLine && number <= last)
    return markup`<span class="line${inside ? ' hit' : ''}"><span class="at">${number}</span>${line}\n</span>`
  })}</code></pre>`
}

const SIGNS = { reported: '✓', 'did not report': '✕', 'cannot say': '?' } as const

function details(finding: Finding, opinions: readonly Opinion[]): Markup {
  const { raw, score, basis } = finding.severity
  const { provenance, confidence } = finding
  const facts: readonly (readonly [string, Content])[] = [
    ['Weakness', `${finding.cwe.canonical ?? 'no CWE'}, ${finding.family}`],
    [
      'Reported by',
      `${provenance.servedModel}${provenance.degraded ? ' (degraded)' : ''}${provenance.failoverReason ? `, after the first choice was ${provenance.failoverReason}` : ''}`,
    ],
    ...(opinions.length > 0
      ? [
          [
            'Others',
            opinions.map(
              ({ who, said }) =>
                markup`<span class="opinion">${SIGNS[said]} ${who} ${said}${said === 'reported' ? ' it' : ''}</span><br>`,
            ),
          ] as const,
        ]
      : []),
    [
      'Severity',
      `model’s own word: ${raw}${score === undefined ? '' : `; CVSS ${score}`}${basis === 'model' ? '' : `; by ${basis}`}`,
    ],
    ['Confidence', confidence.value === null ? 'not stated' : `${Math.round(confidence.value * 100)} %`],
    ['Quote', finding.locations[0].anchor.status],
    ['Id', markup`<code>${finding.id}</code>`],
  ]
  return factsOf(facts, 'details')
}

function article(finding: Finding, sources: Sources, opinions: readonly Opinion[]): Markup {
  const { path, startLine } = finding.locations[0]
  const { level } = finding.severity
  const accepted = setAside(finding)
  const agreed = agreementWords(opinions)
  const everybody = opinions.every(({ said }) => said !== 'did not report')
  return markup`<details class="finding" data-severity="${level}" data-model="${finding.provenance.servedModel}" data-agreed="${agreed === null ? '' : everybody ? 'all' : 'some'}" data-accepted="${accepted === null ? 'no' : 'yes'}">
    <summary>
      <span class="severity ${level}">${level}</span>
      <span class="title">${finding.title}${agreed === null ? null : markup` <span class="chip">${agreed}</span>`}${accepted === null ? null : markup` <span class="chip">${accepted.word}</span>`}</span>
      <code class="where">${path}:${startLine}</code>
    </summary>
    ${accepted === null ? null : markup`<p class="meta">${accepted.sentence}</p>`}
    ${excerpt(finding, sources)}
    <p>${finding.message}</p>
    ${finding.remediation ? markup`<p><strong>Change:</strong> ${finding.remediation}</p>` : null}
    ${details(finding, opinions)}
  </details>`
}

function chooser(id: string, label: string, any: string, options: readonly (readonly [string, string])[]): Markup {
  return markup`<label class="field">${label}
      <select id="${id}"><option value="">${any}</option>${options.map(([value, words]) => markup`<option value="${value}">${words}</option>`)}</select></label>`
}

function filters(report: Report, agreed: boolean): Markup {
  const models = [...new Set(report.findings.map(({ provenance }) => provenance.servedModel))]
  const accepted = report.findings.some((finding) => setAside(finding) !== null)
  return markup`<form class="filters" role="search" aria-label="Filter findings">
      <label class="field">Search <input type="search" id="search" autocomplete="off" placeholder="path, title, CWE, code …" /></label>
      <fieldset>
        <legend>Severity</legend>
        ${severityCounts(report).map(
          ([severity, number]) =>
            markup`<label><input type="checkbox" name="severity" value="${severity}" checked /> ${severity} (${number})</label>`,
        )}
      </fieldset>
      ${
        models.length > 1
          ? chooser(
              'model',
              'Reported by',
              'anybody',
              models.map((model) => [model, model]),
            )
          : null
      }
      ${
        agreed
          ? chooser('agreed', 'Agreement', 'any', [
              ['all', 'everybody who read it agrees'],
              ['some', 'somebody did not report it'],
            ])
          : null
      }
      ${
        accepted
          ? chooser('accepted', 'Counting', 'all', [
              ['no', 'counting'],
              ['yes', 'accepted, or outside the change'],
            ])
          : null
      }
      <span class="buttons"
        ><button type="button" id="open">Open all</button> <button type="button" id="close">Close all</button></span
      >
      <p id="shown" role="status" aria-live="polite">${count(report.findings.length, 'finding')}</p>
    </form>
    <p id="none" class="empty" hidden>No finding fits these filters.</p>`
}

/** Flaws that this run has not, and others do. */
function missedTable({ missed }: RunOpinions): Markup | null {
  if (missed.length === 0) return null
  const rows = missed.map(({ finding, who }) => [
    finding.title,
    finding.severity.level,
    markup`<code>${finding.locations[0].path}:${finding.locations[0].startLine}</code>`,
    who,
  ])
  return markup`<details>
    <summary>${count(missed.length, 'report')} of other runs that this one does not have</summary>
    ${tableOf(
      'Reported by others only',
      ['Flaw', 'Severity', 'Where', 'Reported by'].map((title) => ({ title })),
      rows,
    )}
  </details>`
}

/** Findings, the worst first, each with its code. Without the script everything is still there, just not filtered. */
export function findingsSection(report: Report, sources: Sources, runs?: RunOpinions): Markup {
  const findings = byImportance(report.findings).map((finding) => ({ finding, opinions: opinionsOn(report, finding, runs) }))
  const agreed = findings.some(({ opinions }) => agreementWords(opinions) !== null)
  return markup`<section aria-labelledby="findings">
    <h2 id="findings">Findings</h2>
    ${findings.length === 0 ? markup`<p class="empty">None were reported. See the verdict for what that is worth.</p>` : filters(report, agreed)}
    <div id="list">${findings.map(({ finding, opinions }) => article(finding, sources, opinions))}</div>
    ${runs ? missedTable(runs) : null}
  </section>`
}
