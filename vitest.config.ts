import { defineConfig } from 'vitest/config'

const outside = ['**/node_modules/**', 'out/**', 'dist/**']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,electron,renderer,resources}/**/*.test.{ts,tsx}', 'test/unit/**/*.test.ts'],
          exclude: outside,
          // Machines are shared: how long a test takes says nothing about the code.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/{integration,faults}/**/*.test.ts'],
          exclude: outside,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'desktop',
          include: ['test/desktop/**/*.test.ts'],
          exclude: outside,
          globalSetup: ['test/setup/desktop.mjs'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Windows fight for the focus, and two cores are few.
          fileParallelism: false,
        },
      },
    ],
  },
})
