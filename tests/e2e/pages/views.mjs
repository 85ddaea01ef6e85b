// Every view of the site and how to get there: what must hold in all of them is tested over this list.

import { ANH, MINISTER, TAGS } from './archive.mjs';
import { expect } from '@playwright/test';

/** Each view: its name, how to get there, and the console errors that getting there provokes. */
export const VIEWS = [
  { name: 'the start page', open: (explorer) => explorer.open() },
  {
    name: 'results',
    open: async (explorer) => {
      await explorer.open('#/?q=unesco&tag=lang:en&tag=-source:vns');
      await expect(explorer.filters.chips).toHaveCount(2);
      await expect(explorer.items.first().getByRole('mark').first()).toBeVisible();
    },
  },
  {
    name: 'a corrected search, with what its first result says of itself',
    open: async (explorer) => {
      await explorer.open('#/?q=cybersecurty+');
      await expect(explorer.main).toContainText(explorer.names.corrected('', '').slice(0, 19));
      const title = await explorer.headings.first().textContent();
      await expect((await explorer.reasons(title)).getByRole('definition').first()).toBeVisible();
    },
  },
  {
    name: 'the box with what it offers',
    open: async (explorer) => {
      await explorer.open();
      await explorer.searchbox.fill('cyber');
      await expect(explorer.offers).toBeVisible();
      await explorer.searchbox.press('ArrowDown');
    },
  },
  {
    name: 'no result',
    open: async (explorer) => {
      await explorer.open('#/?q=zebra+quagga&tag=lang:en');
      await expect(explorer.button(explorer.names.everything)).toBeVisible();
    },
  },
  {
    name: 'the filters, open',
    open: async (explorer) => {
      await explorer.open('#/?from=2025-01-01');
      await explorer.filters.show();
      await expect(explorer.filters.group(explorer.names.groups.topic)).toBeVisible();
    },
  },
  {
    name: 'evidence, open',
    open: async (explorer) => {
      await explorer.open('#/?tag=unesco');
      const { of, tag } = TAGS.suggested;
      await explorer.item(of).getByRole('button', { name: explorer.names.suggestedTag(tag) }).click();
      await expect(explorer.page.getByRole('group', { name: explorer.names.evidence(tag) })).toBeVisible();
    },
  },
  {
    name: 'an article',
    open: async (explorer) => {
      await explorer.open('#/?q=cultural+diplomacy');
      await explorer.read(MINISTER.title);
      await explorer.reader.nextMatch.click();
    },
  },
  {
    name: 'an article with what it was inferred from',
    open: async (explorer) => {
      await explorer.open();
      await explorer.read(ANH.title);
      await explorer.button(explorer.names.inferred(explorer.names.facts.date)).click();
    },
  },
  {
    name: 'an article beside its original',
    open: async (explorer) => {
      await explorer.open();
      await explorer.read(ANH.title);
      await explorer.reader.original.click();
      await expect(explorer.reader.originalText).toContainText('PARIS —');
    },
  },
  {
    name: 'the help',
    open: async (explorer) => {
      await explorer.open();
      await explorer.openHelp();
    },
  },
  {
    name: 'the settings',
    open: async (explorer) => {
      await explorer.open();
      await explorer.openSettings();
    },
  },
  {
    name: 'the code to embed a view',
    open: async (explorer) => {
      await explorer.open('#/?q=unesco');
      await explorer.page.getByRole('button', { name: explorer.names.embed }).click();
      await expect(explorer.dialog.locator('article-explorer .result').first()).toBeVisible();
    },
  },
  {
    name: 'an archive that cannot be fetched',
    errors: /Failed to load resource/,
    open: async (explorer) => {
      await explorer.page.route('**/manifest.json', (route) => route.abort());
      await explorer.goto();
      await expect(explorer.alert).toBeVisible();
    },
  },
  {
    name: 'an article that does not exist',
    open: async (explorer) => {
      await explorer.goto('#/a/no-such-article');
      await explorer.reader.expectTitle(explorer.names.noSuchArticle);
    },
  },
  {
    name: 'an app that cannot start',
    errors: /Failed to load resource|answered 404/,
    open: async (explorer) => {
      await explorer.page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
      await explorer.goto();
      await expect(explorer.page.getByRole('heading', { level: 1 })).toHaveText(explorer.names.boot.notLoaded);
    },
  },
  {
    // No script of a test runs where JavaScript is off: the page is drawn as it then is, with scripting on.
    name: 'the page without JavaScript',
    open: async (explorer) => {
      const { page, names } = explorer;
      await page.route(/\/$/, async (route) => {
        const response = await route.fetch();
        const html = (await response.text()).replace(/<script.*?<\/script>/gs, '').replace(/<(\/?)noscript>/g, '<$1div>');
        await route.fulfill({ response, body: html });
      });
      await explorer.goto();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(names.boot.noScript);
    },
  },
];
