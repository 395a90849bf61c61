/** Folders of tools, dependencies and build output. Left out unless `--no-default-excludes` is given. */
export const EXCLUDED_FOLDERS: ReadonlySet<string> = new Set(
  '.git .hg .svn node_modules bower_components jspm_packages vendor .venv venv __pycache__ .tox dist build out target coverage .next .nuxt .svelte-kit .turbo .cache .gradle .idea .vscode .terraform'.split(
    ' ',
  ),
)

/** Lock files and generated bundles: large, written by tools, and no place where a person leaves a flaw. */
const GENERATED =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock|composer\.lock|cargo\.lock|gemfile\.lock|poetry\.lock|uv\.lock|go\.sum|.*\.min\.(?:js|css)|.*\.map|.*\.snap)$/i

/** Prose, tables of data and pictures in text form. */
const PROSE =
  /^(?:.*\.(?:md|markdown|mdx|rst|adoc|txt|csv|tsv|svg|po|pot|log|lock)|licen[cs]e.*|notice|copying|authors|changelog|\.gitignore|\.gitattributes|\.editorconfig|\.gitkeep)$/i

const SOURCE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|py|pyi|rb|php|phtml|java|kts?|scala|groovy|gradle|go|rs|c|cc|cpp|cxx|h|hh|hpp|cs|fs|vb|swift|m|mm|dart|ex|exs|erl|clj|hs|lua|pl|pm|r|sh|bash|zsh|fish|ps1|psm1|bat|cmd|sql|graphql|proto|html?|ejs|hbs|pug|erb|jsp|aspx?|cshtml|xml|ya?ml|json[c5]?|toml|ini|cfg|conf|properties|env|tf|hcl|sol)$/i

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** What a walk does not send to a model although it is text, in words; null for what is reviewed. */
export function whyNotSource(path: string): string | null {
  const name = baseName(path)
  if (GENERATED.test(name)) return 'written by a tool'
  if (PROSE.test(name)) return 'prose or data, not code'
  return null
}

/** True when the name says that the content is code or configuration. */
export function looksLikeSource(path: string): boolean {
  return SOURCE.test(path) || /^(?:dockerfile|makefile|jenkinsfile|rakefile|gemfile|procfile|\.env.*)$/i.test(baseName(path))
}
