import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adfOf, anEngagement, startServer } from '../support/startServer.ts';
import type { Caller, TestServer } from '../support/startServer.ts';
import { until } from '../support/until.ts';
import { builtPage, openBrowser, writer } from '../support/writers.ts';
import type { Writer } from '../support/writers.ts';

let server: TestServer;
let browser: Browser;
let sue: Caller;
let documentId: string;
let ben: Writer;

const mayWork = (mode: 'edit' | 'suggest' | 'view') =>
  sue.request('PUT', `/api/v1/documents/${documentId}/mode`, { person: 'ben@example.org', mode });

beforeAll(async () => {
  server = await startServer({ page: builtPage, config: { UPDATE_BYTES: 20_000 } });
  const { engagementId } = await anEngagement(server);
  sue = await server.signIn('sue@example.org');
  const made = await sue.request('POST', `/api/v1/engagements/${engagementId}/documents`, {
    title: 'Scope',
    kind: 'scope',
    adf: adfOf('What is agreed.'),
  });
  documentId = made.body.document.id;
  await mayWork('edit');
  browser = await openBrowser();
  ben = await writer(browser, server, 'ben@example.org', `/e/TEST/d/${documentId}`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const stored = async () => {
  const { body } = await sue.request('GET', `/api/v1/documents/${documentId}?format=adf`);
  return JSON.stringify(body.adf);
};

describe('a writer whose access changes', () => {
  it('can no longer type once they may only read, and is told so', async () => {
    await ben.placeCaret('agreed');
    await ben.type(' Before.');
    await ben.saved();
    await mayWork('view');

    await ben.page.getByText('you may only read this document').waitFor();
    expect(await ben.text.getAttribute('contenteditable')).toBe('false');
    expect(await stored()).toContain('Before.');
    await mayWork('edit');
    await until(
      'the text can be written again',
      async () => (await ben.text.getAttribute('contenteditable')) === 'true',
    );
  });

  it('keeps what they typed while it was taken away, to copy or to propose', async () => {
    await ben.placeCaret('agreed');
    await ben.page.context().setOffline(true);
    await ben.type(' Typed too late.');
    await mayWork('view');
    await ben.page.context().setOffline(false);

    const banner = ben.page.getByRole('alert');
    await banner.waitFor({ timeout: 30_000 });
    expect(await banner.innerText()).toContain('Your text is kept here');
    const kept = ben.page.getByRole('textbox', { name: 'Your text, kept here' });
    await expect.poll(() => kept.inputValue()).toContain('Typed too late.');
    expect(await ben.reads()).not.toContain('Typed too late.');
    expect(await stored()).not.toContain('Typed too late.');

    await ben.page.getByRole('button', { name: 'Copy my text' }).click();
    await ben.page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await ben.page.evaluate(() => navigator.clipboard.readText())).toContain(
      'Typed too late.',
    );

    await mayWork('suggest');
    await ben.page.getByRole('button', { name: 'Propose it as a suggestion' }).click();
    await ben.text.locator('.cdg-insertion', { hasText: 'Typed too late.' }).waitFor();
    await ben.saved();
    expect(await stored()).not.toContain('Typed too late.');
    const accepted = await sue.request(
      'GET',
      `/api/v1/documents/${documentId}?format=adf&reading=accepted`,
    );
    expect(JSON.stringify(accepted.body.adf)).toContain('Typed too late.');
  });

  it('is given back a paste that is too large, and the document stays as it was', async () => {
    const before = await ben.reads();
    await ben.placeCaret('agreed');
    await ben.page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'long '.repeat(6_000));
      document
        .querySelector('.cdg-document')
        ?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        );
    });

    const dialog = ben.page.getByRole('dialog', { name: 'This is too large to paste at once' });
    await dialog.waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Your text' }).inputValue()).toContain('long');
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await ben.reads()).toBe(before);
    await ben.saved();
  });

  it('ends without a fault of the page', () => {
    expect(ben.faults).toEqual([]);
  });
});
