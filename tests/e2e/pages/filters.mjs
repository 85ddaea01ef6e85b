// The filter panel and the chips of the filters that are on.

import { expect } from '@playwright/test';

export class Filters {
  constructor(page, names, main) {
    this.page = page;
    this.names = names;
    this.panel = page.getByRole('complementary', { name: names.filters });
    this.opener = page.getByRole('button', { name: names.openFilters });
    this.closer = this.panel.getByRole('button', { name: names.closeFilters });
    this.chips = page.getByRole('list', { name: names.activeFilters }).getByRole('button');
    this.clearAll = main.getByRole('button', { name: names.clearAll });
    this.dates = this.group(names.date);
    this.from = this.dates.getByLabel(names.from, { exact: true });
    this.to = this.dates.getByLabel(names.to, { exact: true });
    this.undated = this.dates.getByRole('combobox', { name: names.undated });
  }

  group(name) {
    return this.page.getByRole('group', { name, exact: true });
  }

  checkbox(group, tag) {
    return this.group(group).getByRole('checkbox', { name: tag, exact: true });
  }

  exclude(tag) {
    return this.page.getByRole('button', { name: this.names.exclude(tag), exact: true });
  }

  chip(filter) {
    return this.page.getByRole('button', { name: this.names.removeFilter(filter), exact: true });
  }

  /** On a narrow screen, brings the panel up; elsewhere it is there. */
  async show() {
    if (await this.opener.isVisible()) await this.opener.click();
    await expect(this.panel).toBeVisible();
  }

  /** On a narrow screen, puts the panel away. */
  async hide() {
    if (await this.closer.isVisible()) await this.closer.click();
  }

  /** How many articles a tag says it would leave; the description of its checkbox begins with it. */
  async expectNumber(group, tag, number) {
    await expect(this.checkbox(group, tag)).toHaveAccessibleDescription(new RegExp(`^${number}\\b`));
  }
}
