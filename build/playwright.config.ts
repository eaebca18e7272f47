import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '../tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/e2e',
  // Each test has a province, a core and a browser of its own, and mostly waits: for an undo to run out, for a network to return.
  workers: 2,
  // Only what fails waits this long: a machine of continuous integration may be several times slower than a desk.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
})
