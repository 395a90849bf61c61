import { defineConfig } from 'vitest/config'

const conditions = ['@understudy/source', 'node', 'import', 'module', 'default']

/** Tests run from source: the `@understudy/source` condition maps every package to its `src/`. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'packages/*/src/**/*.test.ts', 'test/**/*.test.ts', 'examples/test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'test/packaging/**'],
    execArgv: ['--conditions=@understudy/source', '--disable-warning=ExperimentalWarning'],
    // Bounds for a test that hangs, wide enough for a slow machine; no test asserts how long it took.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 0,
  },
})
