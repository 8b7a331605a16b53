import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { adfOf, anEngagement, startServer } from '../support/startServer.ts';
import type { TestServer } from '../support/startServer.ts';
import { until } from '../support/until.ts';
import { builtPage, openBrowser, writer } from '../support/writers.ts';
import type { Writer } from '../support/writers.ts';

let server: TestServer;
let browser: Browser;
let address: string;
let ada: Writer;
let ben: Writer;

beforeAll(async () => {
  server = await startServer({ page: builtPage });
  const { engagementId } = await anEngagement(server);
  const sue = await server.signIn('sue@example.org');
  const made = await sue.request('POST', `/api/v1/engagements/${engagementId}/documents`, {
    title: 'Scope',
    kind: 'scope',
    adf: adfOf('The first part.', 'The second part.', 'The third part.'),
  });
  for (const email of ['ada@example.org', 'ben@example.org']) {
    await sue.request('PUT', `/api/v1/documents/${made.body.document.id}/mode`, {
      person: email,
      mode: 'edit',
    });
  }
  address = `/e/TEST/d/${made.body.document.id}`;
  const french = await server.signIn('ada@example.org');
  await french.request('PATCH', '/api/v1/me', { language: 'fr' });
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

describe('two authors in one document', () => {
  it('type at once, each in their own language, and both have both', async () => {
    await ada.placeCaret('first part');
    await ben.placeCaret('second part');
    await Promise.all([ada.type(' Écrit par Ada.'), ben.type(' Written by Ben.')]);

    await ada.sees('Written by Ben.');
    await ben.sees('Écrit par Ada.');
    await until('both read the same', async () => (await ada.reads()) === (await ben.reads()));
    await ada.saved();
    await ben.saved();
    expect(await ada.savedSentence()).toMatch(/^Tout est enregistré, \d/);
    expect(await ben.savedSentence()).toMatch(/^Everything is saved, \d/);
  });

  it('see where the other one is, by name', async () => {
    await ben.placeCaret('third part');
    await ben.type('!');

    const cursor = ada.text.locator('.cdg-cursor');
    await cursor.waitFor();
    expect(await cursor.textContent()).toBe('Ben');
    expect(await ada.page.getByRole('list', { name: 'Également présents' }).innerText()).toContain(
      'Ben the consultant',
    );
  });

  it('type into the same sentence without losing a letter', async () => {
    await ada.placeCaret('third part');
    await ben.placeCaret('third part');
    await Promise.all([ada.type('aaaaaaaaaa'), ben.type('bbbbbbbbbb')]);

    await until('both read the same', async () => (await ada.reads()) === (await ben.reads()));
    const typed = (await ada.reads()).split('third part')[1] ?? '';
    expect([typed.match(/a/g)?.length, typed.match(/b/g)?.length]).toEqual([10, 10]);
  });

  it('undo what they did themselves, and nothing of the other', async () => {
    await ada.placeCaret('first part');
    await ada.type(' Mistake.');
    await ben.sees('Mistake.');
    await ben.placeCaret('first part');
    await ben.type(' Kept.');
    await ada.sees('Kept.');

    await ada.page.keyboard.press('Control+z');
    await until('the mistake is gone', async () => !(await ben.reads()).includes('Mistake.'));
    expect(await ben.reads()).toContain('Kept.');
    expect(await ada.reads()).toContain('Kept.');
  });

  it('go on offline, are told so, and lose nothing when the connection returns', async () => {
    await ada.placeCaret('first part');
    await ada.page.context().setOffline(true);
    await ada.type(' Sans réseau.');
    await until('the page says that this is not saved', async () =>
      (await ada.savedSentence()).startsWith('Pas encore enregistré'),
    );
    await ada.page.getByText('Continuez d’écrire').waitFor();
    await ben.placeCaret('second part');
    await ben.type(' Meanwhile.');
    await ben.saved();
    expect(await ben.reads()).not.toContain('Sans réseau.');

    await ada.page.context().setOffline(false);
    await ben.sees('Sans réseau.');
    await ada.sees('Meanwhile.');
    await ada.saved();
    expect(await ada.reads()).toBe(await ben.reads());
  });

  it('find what they typed after a reload', async () => {
    const before = await ada.reads();
    await ada.page.reload();
    await ada.text.waitFor();
    await until('the text is back', async () => (await ada.reads()) === before);
  });
});
