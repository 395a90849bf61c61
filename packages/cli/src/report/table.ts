import { type Content, type Markup, markup } from './markup.ts'

export interface HtmlColumn {
  readonly title: string
  /** Right-aligned, with figures of one width. @default false */
  readonly numeric?: boolean
}

/** A table with a caption and header cells, so that a screen reader can say what each number is. */
export function tableOf(
  caption: string,
  columns: readonly HtmlColumn[],
  rows: readonly (readonly Content[])[],
  foot?: readonly Content[],
): Markup {
  const cells = (row: readonly Content[]): Content =>
    row.map((cell, index) =>
      index === 0
        ? markup`<th scope="row">${cell}</th>`
        : markup`<td${columns[index]?.numeric ? markup` class="number"` : null}>${cell}</td>`,
    )
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ title, numeric }) => markup`<th scope="col" ${numeric ? markup` class="number"` : null}>${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => markup`<tr>${cells(row)}</tr>`)}
      </tbody>
      ${foot ? markup`<tfoot><tr>${cells(foot)}</tr></tfoot>` : null}
    </table>
  </div>`
}
