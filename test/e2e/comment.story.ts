import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { adfOf, anEngagement, startServer } from '../support/startServer.ts';
import type { TestServer } from '../support/startServer.ts';
import { builtPage, openBrowser, writer } from '../support/writers.ts';
import type { Writer } from '../support/writers.ts';

let server: TestServer;
let browser: Browser;
let ada: Writer;
let ben: Writer;

beforeAll(async () => {
  server = await startServer({ page: builtPage });
  const { engagementId } = await anEngagement(server);
  const sue = await server.signIn('sue@example.org');
  const made = await sue.request('POST', `/api/v1/engagements/${engagementId}/documents`, {
    title: 'Scope',
    kind: 'scope',
    adf: adfOf('Stock is counted every night.', 'Prices are loaded on Mondays.'),
  });
  const address = `/e/TEST/d/${made.body.document.id}`;
  browser = await openBrowser();
  ada = await writer(browser, server, 'ada@example.org', address);
  ben = await writer(browser, server, 'ben@example.org', address);
});

afterEach(() => {
  expect([...ada.faults, ...ben.faults]).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function comment(who: Writer, words: string, body: string, audience: RegExp) {
  await who.page.getByRole('radio', { name: 'Comment' }).click();
  await who.text.locator('p', { hasText: words }).click();
  await who.page.keyboard.press('Home');
  await who.page.keyboard.press('Shift+End');
  await who.page.getByRole('button', { name: 'Comment on this passage' }).click();
  const form = who.page.getByRole('region', { name: 'Comment on this passage' });
  await form.getByText(audience).click();
  await form.getByRole('textbox').fill(body);
  await form.getByRole('button', { name: 'Comment' }).click();
}

describe('a comment', () => {
  it('for both sides stands at its passage, and is answered and resolved', async () => {
    await comment(ada, 'Stock is counted', 'Also on Sundays?', /Shared with both sides/);

    const seen = ben.page.locator('article', { hasText: 'Also on Sundays?' });
    await seen.waitFor();
    await ben.text.locator('.cdg-note', { hasText: 'Stock is counted' }).waitFor();
    await seen.click();
    await seen.getByRole('button', { name: 'Reply' }).click();
    await seen.getByRole('textbox').fill('Yes, on Sundays too.');
    await seen.getByRole('button', { name: 'Send the reply' }).click();
    const asked = ada.page.locator('article', { hasText: 'Also on Sundays?' });
    await asked.getByText('Yes, on Sundays too.').waitFor();
    await asked.click();
    await asked.getByRole('button', { name: 'Resolve' }).click();
    await seen.waitFor({ state: 'detached' });
  });

  it('that is resolved stays in a list with what was said, and is reopened from there', async () => {
    const dashed = ben.text.locator('.cdg-note', { hasText: 'Stock is counted' });
    await dashed.waitFor({ state: 'detached' });
    await ben.page.getByRole('button', { name: '1 resolved comment' }).click();
    const list = ben.page.getByRole('region', { name: 'What is settled' });
    const resolved = list.locator('article', { hasText: 'Also on Sundays?' });
    await resolved.getByText('Stock is counted every night.').waitFor();
    await resolved.getByText('Yes, on Sundays too.').waitFor();
    await resolved.getByText(/^Resolved by Ada the client, .*\d{4}, \d{2}:\d{2}$/).waitFor();
    await resolved.getByRole('button', { name: 'Reopen' }).click();

    const again = (reader: Writer) =>
      reader.page.getByRole('feed').locator('article', { hasText: 'Also on Sundays?' });
    await again(ada).waitFor();
    await again(ben).getByRole('button', { name: 'Reply' }).waitFor();
    await dashed.waitFor();
    await ben.page.getByRole('button', { name: '0 resolved comments' }).waitFor();
  });

  it('for one side is at its passage there, and nowhere on the other side', async () => {
    await comment(ada, 'Prices are loaded', 'Too often for us.', /Internal to your side/);

    await ada.page.locator('article', { hasText: 'Too often for us.' }).waitFor();
    await ada.text.locator('.cdg-note-internal', { hasText: 'Prices are loaded' }).waitFor();
    await ben.page.reload();
    await ben.text.waitFor();
    await ben.sees('Prices are loaded');
    expect(await ben.page.content()).not.toContain('Too often for us.');
    const marked = ben.text.locator('.cdg-note', { hasText: 'Prices are loaded' });
    expect(await marked.count()).toBe(0);
  });
});
