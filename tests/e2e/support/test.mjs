// The `test` of every spec: a page that is watched. Whatever a journey is about, it fails when the
// page logs an error, throws, violates its Content-Security-Policy or asks another host for anything.

import { test as base, expect } from '@playwright/test';

import { Explorer } from '../pages/explorer.mjs';
import { settled } from './settled.mjs';

export { expect, settled };

export const test = base.extend({
  /** What in the console's errors a journey provokes on purpose. */
  expectedErrors: [/^$/, { option: true }],

  /** Whose requests are the page's own, beside those of the site. */
  otherOrigins: [[], { option: true }],

  /** What went wrong behind the scenes, checked when the journey ends. */
  watch: [
    async ({ context, baseURL, expectedErrors, otherOrigins }, use) => {
      const problems = [];
      const report = (kind, text) => {
        if (!expectedErrors.test(text)) problems.push(`${kind}: ${text}`);
      };
      const origins = [new URL(baseURL).origin, ...otherOrigins];
      context.on('console', (message) => {
        if (message.type() === 'error') report('console', `${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (error) => report('exception', error.error().message));
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol !== 'data:' && url.protocol !== 'blob:' && !origins.includes(url.origin)) {
          report('third-party request', request.url());
        }
      });
      await context.exposeBinding('reportViolation', (_source, text) => report('policy', text));
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          window.reportViolation(`${event.violatedDirective} blocked ${event.blockedURI}`);
        });
      });
      await use(problems);
      expect(problems, 'errors, policy violations and third-party requests during the journey').toEqual([]);
    },
    { auto: true },
  ],

  /** The explorer on the page, not opened yet. */
  explorer: async ({ page }, use) => {
    await use(new Explorer(page));
  },
});
