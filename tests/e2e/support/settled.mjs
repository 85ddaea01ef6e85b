/** Waits until the page has done all that it can do with what it has: before saying that nothing happened, and before a click. */
export async function settled(page) {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    await new Promise(requestIdleCallback);
  });
}
