/** A link of a page: to a place on the same page (`#…`), or to a file, with or without a place on it. */
export interface Link {
  readonly path: string
  readonly anchor: string
}

const CODE = /^```[^]*?^```$|`[^`\n]*`/gm

/** Links that stay in the repository, without what only looks like one in code. */
export function internalLinks(text: string): readonly Link[] {
  const found = text
    .replaceAll(CODE, '')
    .matchAll(/\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]*))?[^)]*\)|(?:src|srcset)="(?!https?:)([^"#]+)"/g)
  return [...found].map(([, path, anchor, source]) => ({ path: source ?? path ?? '', anchor: anchor ?? '' }))
}

/** The places on a page that a link can name, as GitHub makes them of headings. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>()
  for (const [, heading = ''] of text.replaceAll(/^```[^]*?^```$/gm, '').matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-')
    let name = slug
    for (let count = 1; anchors.has(name); count++) name = `${slug}-${count}`
    anchors.add(name)
  }
  return anchors
}
