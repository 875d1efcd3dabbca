import { defineConfig } from '@playwright/test';

/** The browser that the machine has; `./cairn test` sets it. */
const browser = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** A trace takes pictures of the page all the while, which is not what is measured. */
const MEASURED = { retries: 0, use: { trace: 'off' } } as const;

export default defineConfig({
  projects: [
    { name: 'tests', testDir: 'tests' },
    { name: 'signed-in', testDir: 'signed-in' },
    { name: 'screenshots', testDir: 'screenshots', testIgnore: 'identity.spec.ts' },
    { name: 'screenshots-signed-in', testDir: 'screenshots', testMatch: 'identity.spec.ts' },
    { name: 'bench-cairn', testDir: 'bench', testMatch: 'cairn.bench.ts', ...MEASURED },
    { name: 'bench-mlflow', testDir: 'bench', testMatch: 'mlflow.bench.ts', ...MEASURED },
  ],
  outputDir: 'test-results',
  reporter: 'list',
  // Patience for a machine that has other tests to run at the same time.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 1,
  // A test that fails once and then passes is printed as flaky; none may stay so.
  retries: 1,
  use: {
    baseURL: process.env['CAIRN_URL'] ?? 'http://127.0.0.1:5000',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: browser,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
