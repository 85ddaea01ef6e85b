// An article on screen.

import { expect } from '@playwright/test';

export class Reader {
  constructor(page, names, main) {
    this.page = page;
    this.names = names;
    this.article = main.getByRole('article');
    this.title = this.article.getByRole('heading', { level: 1 });
    this.text = page.getByRole('region', { name: names.cleaned, exact: true });
    this.textHeadings = this.text.getByRole('heading', { level: 2 });
    this.back = main.getByRole('link', { name: names.back, exact: true });
    this.matches = main.getByText(names.anyMatch);
    this.previousMatch = page.getByRole('button', { name: names.previousMatch });
    this.nextMatch = page.getByRole('button', { name: names.nextMatch });
    this.neighbours = page.getByRole('navigation', { name: names.neighbours });
    this.original = page.getByRole('button', { name: names.original, exact: true });
    this.originalText = page.getByRole('region', { name: names.original, exact: true });
  }

  /** What is stated of the article under a name: the definition that follows the term. */
  fact(name) {
    const term = this.article.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) });
    return term.locator('xpath=following-sibling::dd');
  }

  neighbour(name) {
    return this.neighbours.getByRole('link', { name });
  }

  async expectTitle(title) {
    await expect(this.title).toHaveText(title);
  }
}
