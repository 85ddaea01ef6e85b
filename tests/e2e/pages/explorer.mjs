// The explorer as a person meets it: found by roles and names only, so that whatever these journeys can do,
// somebody with a screen reader can do as well.

import { expect } from '@playwright/test';

import { settled } from '../support/settled.mjs';
import { Filters } from './filters.mjs';
import { EN } from './names.mjs';
import { Reader } from './reader.mjs';

export class Explorer {
  /** In somebody else's page `page` is the element, and so is `main`: that page has a `main` of its own. */
  constructor(page, names = EN, main = page.getByRole('main')) {
    this.page = page;
    this.names = names;
    this.filters = new Filters(page, names, main);
    this.reader = new Reader(page, names, main);

    this.main = main;
    this.searchbox = page.getByRole('search').getByRole('combobox');
    this.offers = page.getByRole('listbox', { name: names.offers });
    this.status = page.getByRole('status');
    this.results = page.getByRole('list', { name: names.results, exact: true });
    this.items = this.results.getByRole('article');
    this.headings = this.results.getByRole('heading').getByRole('link');
    this.sort = page.getByRole('combobox', { name: names.sort });
    this.alert = page.getByRole('alert');
    this.dialog = page.getByRole('dialog');
  }

  /** Goes to a route of the site and waits for what it shows. */
  async open(fragment = '') {
    await this.goto(fragment);
    if (fragment.startsWith('#/a/')) await expect(this.reader.title).toBeVisible();
    else await expect(this.status).toHaveText(/\p{L}/u);
    // Nobody clicks on what has just appeared.
    await settled(this.page);
  }

  /** Goes to a route of the site and waits for nothing. */
  async goto(fragment = '') {
    await this.page.goto(`./${fragment}`);
  }

  async search(query) {
    await this.searchbox.fill(query);
    // What the box offers would lie over the list.
    await this.searchbox.press('Enter');
  }

  /** One result. */
  item(title) {
    return this.items.filter({ has: this.page.getByRole('link', { name: title, exact: true }) });
  }

  /** The link of one result. */
  link(title) {
    return this.headings.and(this.page.getByRole('link', { name: title, exact: true }));
  }

  /** What the box offers in one of its groups. */
  offersOf(group) {
    return this.offers.getByRole('group', { name: group }).getByRole('option');
  }

  /** Opens and gets what one result says about why it is there. */
  async reasons(title) {
    const reasons = this.item(title).getByRole('group').filter({ hasText: this.names.why });
    await reasons.getByText(this.names.why).click();
    return reasons;
  }

  /** The words marked in one result. */
  marks(title) {
    return this.item(title).getByRole('mark');
  }

  /** The list is exactly this, in this order, and the status says so. */
  async expectTitles(titles) {
    await expect(this.headings).toHaveText(titles);
    await this.expectCount(titles.length);
  }

  /** The list is this, in any order. */
  async expectSameTitles(titles) {
    await this.expectCount(titles.length);
    await expect(async () => {
      expect((await this.headings.allTextContents()).sort()).toEqual([...titles].sort());
    }).toPass({ timeout: 7_500 });
  }

  async expectCount(count) {
    await expect(this.status).toHaveText(this.names.count(count));
  }

  /** Opens a result by its link. */
  async read(title) {
    await this.link(title).click();
    await expect(this.reader.title).toHaveText(title);
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Opens the settings. */
  async openSettings() {
    await this.button(this.names.settings).click();
    await expect(this.dialog.getByRole('radio').first()).toBeVisible();
  }

  /** Opens the help. */
  async openHelp() {
    await this.button(this.names.help).click();
    await expect(this.dialog.getByRole('term').first()).toBeVisible();
  }
}
