import { defineConfig } from '@playwright/test';

// The workers read this file too and inherit the port; a run beside this one, in another folder, has another.
process.env.E2E_PORT ??= String(20_000 + (process.pid % 10_000));
const port = process.env.E2E_PORT;

/** Where the site is served: deep, so that an absolute address in it cannot work by accident. */
const base = `http://127.0.0.1:${port}/some/deep/path/`;

/** Where pages of somebody else are, which show the archive: another port is another origin. */
const hosts = Number(port) + 10_000;

export default defineConfig({
  testDir: 'specs',
  outputDir: '../../test-results',
  // The browser needs the second core: where it has to wait, pages are drawn late, and a click meets what has moved.
  workers: 1,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  expect: { timeout: 7_500 },
  reporter: [['list']],
  webServer: [
    { command: `node server.mjs --port ${port}`, url: base, reuseExistingServer: false, stdout: 'ignore' },
    {
      command: `node hosts.mjs --port ${hosts} --archive ${base}`,
      url: `http://127.0.0.1:${hosts}/plain.html`,
      reuseExistingServer: false,
      stdout: 'ignore',
    },
  ],
  use: {
    baseURL: base,
    actionTimeout: 7_500,
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Asia/Ho_Chi_Minh',
    colorScheme: 'light',
    // A site that installed a service worker would answer instead of the network that the journeys break.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
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
  projects: [
    { name: 'wide', use: { viewport: { width: 1440, height: 900 } }, grepInvert: /@only-narrow/ },
    { name: 'narrow', use: { viewport: { width: 360, height: 740 } }, grep: /@narrow|@only-narrow/ },
  ],
});
