/**
 * Colours of pages and pictures, in light and dark. Outcomes differ for people who see no red or no green, and every one of
 * them comes with a sign or a pattern as well. Text colours have a contrast of at least 4.5 on `paper` and `panel`, shapes 3.
 */
export const PALETTE = Object.freeze({
  paper: ['#ffffff', '#0d1117'],
  panel: ['#f6f8fa', '#151b23'],
  ink: ['#1b1f24', '#e6edf3'],
  soft: ['#57606a', '#9198a1'],
  edge: ['#d0d7de', '#3d444d'],
  rail: ['#eaeef2', '#262c36'],
  link: ['#0550ae', '#79c0ff'],
  good: ['#116329', '#56d364'],
  warning: ['#7d4e00', '#e3b341'],
  bad: ['#a40e26', '#ff8c86'],
  'good-fill': ['#2da44e', '#2ea043'],
  'warning-fill': ['#d4a72c', '#bb8009'],
  'bad-fill': ['#cf222e', '#f85149'],
  served: ['#2f6fd0', '#4c8ef0'],
  failed: ['#c8401b', '#ff7a50'],
  'failed-edge': ['#8a2408', '#ffc2ad'],
  refused: ['#e5b000', '#d8a31a'],
  'refused-edge': ['#6b4500', '#ffe08a'],
  cancelled: ['#8c959f', '#6e7681'],
  barred: ['#fbe6df', '#3a1d14'],
  resting: ['#fdf3cf', '#332a0c'],
  pausing: ['#eef1f4', '#21262d'],
  moved: ['#5a32a3', '#c8a6ff'],
  critical: ['#a40e26', '#b62324'],
  hit: ['#fff8c5', '#2e2a1f'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>)

export type Colour = keyof typeof PALETTE

/** Gives a colour its value: a custom property in a page, the value itself in a picture that stands alone. */
export type Paint = (colour: Colour) => string

export const asProperty: Paint = (colour) => `var(--${colour})`
export const inLight: Paint = (colour) => PALETTE[colour][0]
export const inDark: Paint = (colour) => PALETTE[colour][1]

/** Custom properties of a page, for light and dark. */
export function paletteProperties(): string {
  const properties = (paint: Paint): string =>
    (Object.keys(PALETTE) as Colour[]).map((colour) => `--${colour}: ${paint(colour)};`).join(' ')
  return `:root { color-scheme: light dark; ${properties(inLight)} }
@media (prefers-color-scheme: dark) { :root { ${properties(inDark)} } }`
}
