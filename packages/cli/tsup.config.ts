import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    main: 'src/main.ts',
    live: 'src/live/index.ts',
    report: 'src/report/index.ts',
    terminal: 'src/terminal/index.ts',
  },
  format: 'esm',
  target: 'node22',
  // Commands are loaded on use, so that --help does not wait for SQLite and the parsers.
  splitting: true,
  sourcemap: true,
  clean: true,
  dts: false,
})
