import type { Finding, Report } from '@understudy/findings'
import { acceptedWords } from '../baseline/mark.ts'
import { byImportance, type Sources } from '../terminal/findings.ts'
import { count } from '../terminal/text.ts'
import { severityCounts } from './figures.ts'
import { type Markup, markup } from './markup.ts'

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

/** Further targets that reported the same flaw, where several runs were merged. */
function agreeing(finding: Finding): string {
  const others = (finding.confidence.support?.models ?? []).filter((model) => model !== finding.provenance.servedModel)
  return others.length > 0 ? `, and by ${others.join(', ')}` : ''
}

function article(finding: Finding, sources: Sources): Markup {
  const { path, startLine } = finding.locations[0]
  const { level, raw, score } = finding.severity
  const { provenance, confidence } = finding
  const accepted = acceptedWords(finding)
  return markup`<details class="finding" data-severity="${level}" data-model="${provenance.servedModel}">
    <summary>
      <span class="severity ${level}">${level}</span> <span class="title">${finding.title}</span>${accepted === null ? null : ' (accepted)'}
      <code class="where">${path}:${startLine}</code>
    </summary>
    ${accepted === null ? null : markup`<p class="meta">${accepted}</p>`}
    ${excerpt(finding, sources)}
    <p>${finding.message}</p>
    ${finding.remediation ? markup`<p><strong>Change:</strong> ${finding.remediation}</p>` : null}
    <p class="meta">
      ${finding.cwe.canonical ?? 'no CWE'} · ${finding.family} · said by
      ${provenance.servedModel}${agreeing(finding)}${provenance.degraded ? ' (degraded)' : ''}${provenance.failoverReason ? ` after the first choice was ${provenance.failoverReason}` : ''}
      · model’s own word:
      ${raw}${score === undefined ? null : ` · CVSS ${score}`}${confidence.value === null ? null : ` · confidence ${Math.round(confidence.value * 100)} %`}
      · quote ${finding.locations[0].anchor.status} · <code>${finding.id}</code>
    </p>
  </details>`
}

function filters(report: Report): Markup {
  const models = [...new Set(report.findings.map(({ provenance }) => provenance.servedModel))]
  return markup`<form class="filters" role="search" aria-label="Filter findings">
      <label>Search <input type="search" id="search" autocomplete="off" placeholder="path, title, CWE …" /></label>
      <fieldset>
        <legend>Severity</legend>
        ${severityCounts(report).map(
          ([severity, number]) =>
            markup`<label><input type="checkbox" name="severity" value="${severity}" checked /> ${severity} (${number})</label>`,
        )}
      </fieldset>
      ${
        models.length > 1
          ? markup`<label
              >Said by
              <select id="model">
                <option value="">anybody</option>
                ${models.map((model) => markup`<option>${model}</option>`)}
              </select></label
            >`
          : null
      }
      <span class="buttons"
        ><button type="button" id="open">Open all</button> <button type="button" id="close">Close all</button></span
      >
    </form>
    <p id="shown" role="status" aria-live="polite">${count(report.findings.length, 'finding')}</p>`
}

/** Findings, the worst first, each with its code. Without the script everything is still there, just not filtered. */
export function findingsSection(report: Report, sources: Sources): Markup {
  const findings = byImportance(report.findings)
  return markup`<section aria-labelledby="findings">
    <h2 id="findings">Findings</h2>
    ${findings.length === 0 ? markup`<p>None were reported. See the verdict for what that is worth.</p>` : filters(report)}
    <div id="list">${findings.map((finding) => article(finding, sources))}</div>
  </section>`
}
