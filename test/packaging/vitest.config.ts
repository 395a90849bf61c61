import { defineConfig } from 'vitest/config'

/** Tests of what users install: real tarballs in a real project outside the workspaces. Slow, so they run on their own. */
export default defineConfig({
  test: {
    include: ['test/packaging/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    fileParallelism: false,
    retry: 0,
  },
})
