import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { adfOf, anEngagement, startServer } from '../support/startServer.ts';
import type { Caller, TestServer } from '../support/startServer.ts';
import { until } from '../support/until.ts';
import { builtPage, openBrowser, writer } from '../support/writers.ts';
import type { Writer } from '../support/writers.ts';

let server: TestServer;
let browser: Browser;
let sponsor: Caller;
let documentId: string;
let ben: Writer;
let sue: Writer;

beforeAll(async () => {
  server = await startServer({ page: builtPage });
  const { engagementId } = await anEngagement(server);
  sponsor = await server.signIn('sue@example.org');
  const made = await sponsor.request('POST', `/api/v1/engagements/${engagementId}/documents`, {
    title: 'Scope',
    kind: 'scope',
    adf: adfOf('A pilot of four weeks.', 'Training for everybody.', 'Support begins at go-live.'),
  });
  documentId = made.body.document.id;
  await sponsor.request('PUT', `/api/v1/documents/${documentId}/mode`, {
    person: 'ben@example.org',
    mode: 'suggest',
  });
  browser = await openBrowser();
  ben = await writer(browser, server, 'ben@example.org', `/e/TEST/d/${documentId}`);
  sue = await writer(browser, server, 'sue@example.org', `/e/TEST/d/${documentId}`);
});

afterEach(() => {
  expect([...ben.faults, ...sue.faults]).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const stored = async () => {
  const { body } = await sponsor.request('GET', `/api/v1/documents/${documentId}?format=adf`);
  return JSON.stringify(body.adf);
};
const records = async () => {
  const { body } = await sponsor.request('GET', `/api/v1/documents/${documentId}/suggestions`);
  return body.suggestions as { reason: string | null; decision: { reason: string } | null }[];
};
const card = (reader: Writer, words: string) =>
  reader.page.locator('article', { hasText: words }).first();
/** The list of what is decided and resolved. */
const settled = (reader: Writer) =>
  reader.page
    .getByRole('region', { name: 'What is settled' })
    .filter({ has: reader.page.locator('article') });

describe('a suggestion', () => {
  it('is drawn for both, and leaves what is agreed as it was', async () => {
    await ben.text.locator('p', { hasText: 'four weeks' }).click();
    await ben.press('Home', 1);
    await ben.press('ArrowRight', 'A pilot of '.length);
    await ben.press('Shift+ArrowRight', 'four'.length);
    await ben.type('six');

    await sue.text.locator('.cdg-deletion', { hasText: 'four' }).waitFor();
    await sue.text.locator('.cdg-insertion', { hasText: 'six' }).waitFor();
    await ben.saved();
    expect(await stored()).toContain('A pilot of four weeks.');
    expect(
      await sue.text.getByRole('img', { name: 'insertion 1, by Ben the consultant' }).count(),
    ).toBe(1);
  });

  it('can be explained by its author, who cannot decide on it', async () => {
    await card(ben, 'six').click();
    expect(await card(ben, 'six').getByRole('button', { name: 'Accept' }).count()).toBe(0);
    await card(ben, 'six').getByText('Waiting on Sue the sponsor').waitFor();
    await card(ben, 'six').getByRole('button', { name: 'Say why' }).click();
    await card(ben, 'six').getByRole('textbox').fill('Two shops join later.');
    await card(ben, 'six').getByRole('button', { name: 'Keep the reason' }).click();

    await card(sue, 'six').getByText('Why: Two shops join later.').waitFor();
  });

  it('is accepted in place by the sponsor', async () => {
    await card(sue, 'six').click();
    await card(sue, 'six').getByRole('button', { name: 'Accept' }).click();

    await sue.page.getByText('Suggestion 1 is accepted and saved.').waitFor();
    await until('the marks are gone for both', async () => {
      const marks = [sue, ben].map((reader) => reader.text.locator('.cdg-suggested').count());
      return (await Promise.all(marks)).every((count) => count === 0);
    });
    expect(await ben.reads()).toContain('A pilot of six weeks.');
    expect(await stored()).toContain('A pilot of six weeks.');
  });

  it('is refused with a reason, and the text stays as it was', async () => {
    await ben.placeCaret('Training');
    await ben.type(' Twice.');
    await card(sue, 'Twice').click();
    await card(sue, 'Twice').getByRole('button', { name: 'Refuse…' }).click();
    await card(sue, 'Twice').getByRole('button', { name: 'Refuse', exact: true }).click();
    await card(sue, 'Twice').getByText('a refusal without a reason helps nobody').waitFor();
    await card(sue, 'Twice').getByRole('textbox').fill('Not in the budget.');
    await card(sue, 'Twice').getByRole('button', { name: 'Refuse', exact: true }).click();

    await until('the words are gone', async () => !(await ben.reads()).includes('Twice.'));
    expect(await ben.reads()).toContain('Training for everybody.');
    expect(
      (await records()).some(({ decision }) => decision?.reason === 'Not in the budget.'),
    ).toBe(true);
  });

  it('that was refused tells its author why, at once and in the list of decisions', async () => {
    await ben.page
      .getByText(
        'Sue the sponsor refused suggestion 1: “Not in the budget”. The text stays as it was.',
      )
      .waitFor();

    await ben.page.getByRole('button', { name: '2 decisions' }).click();
    const refused = settled(ben).locator('article', { hasText: 'Twice.' });
    await refused.getByText('Reason: Not in the budget.').waitFor();
    expect(await refused.innerText()).toMatch(/Refused[^]*Sue the sponsor[^]*Add\s+Twice\./);
    await refused.getByText('Suggestion 1, proposed by Ben the consultant').waitFor();
    expect(await refused.locator('time').innerText()).toMatch(/\d{4}, \d{2}:\d{2}$/);
    const accepted = settled(ben).locator('article', { hasText: 'six' });
    expect(await accepted.innerText()).toMatch(/Accepted[^]*Remove\s+four[^]*Add\s+six/);
    await accepted.getByText('Why: Two shops join later.').waitFor();
  });

  it('that was decided while its author was away is new to them until they have looked', async () => {
    await ben.page.keyboard.press('Escape');
    await ben.placeCaret('Support');
    await ben.type(' Or later.');
    await ben.saved();
    await card(sue, 'Or later.').waitFor();
    await ben.page.goto('about:blank');
    await card(sue, 'Or later.').click();
    await card(sue, 'Or later.').getByRole('button', { name: 'Refuse…' }).click();
    await card(sue, 'Or later.').getByRole('textbox').fill('It is agreed.');
    await card(sue, 'Or later.').getByRole('button', { name: 'Refuse', exact: true }).click();
    await sue.page.getByRole('button', { name: '3 decisions' }).waitFor();
    expect(await sue.page.getByRole('button', { name: '3 decisions' }).innerText()).not.toContain(
      'new',
    );

    await ben.page.goBack();
    await ben.page.getByRole('button', { name: '3 decisions 1 new' }).click();
    const news = settled(ben).locator('article', {
      has: ben.page.getByText('new', { exact: true }),
    });
    await news.getByText('Reason: It is agreed.').waitFor();
    expect(await news.count()).toBe(1);
    await ben.page.keyboard.press('Escape');
    await ben.page.getByRole('button', { name: '3 decisions', exact: true }).waitFor();
    await ben.page.reload();
    await ben.page.getByRole('button', { name: '3 decisions', exact: true }).click();
    await settled(ben).getByText('Reason: It is agreed.').waitFor();
    await ben.page.keyboard.press('Escape');
  });

  it('is refused in a form that is in view as a whole, however low the window', async () => {
    const size = sue.page.viewportSize()!;
    await ben.placeCaret('Support');
    await ben.type(' Or earlier.');
    const words = card(sue, 'Or earlier.');
    await words.click();
    const open = words.getByRole('button', { name: 'Refuse…' });
    const { y, height } = (await open.boundingBox())!;
    const low = { ...size, height: Math.ceil(y + height + 8) };
    await sue.page.setViewportSize(low);
    await open.click();

    const submit = words.getByRole('button', { name: 'Refuse', exact: true });
    await until('the form is in view', async () => {
      const box = await submit.boundingBox();
      return box !== null && box.y + box.height <= low.height;
    });
    await words.getByRole('button', { name: 'Cancel' }).click();
    await sue.page.setViewportSize(size);
    await ben.page.keyboard.press('Control+z');
    await until('it is gone', async () => !(await sue.reads()).includes('Or earlier.'));
  });

  it('is taken back and put again by its author with undo and redo', async () => {
    await ben.placeCaret('Support');
    await ben.type(' Perhaps.');
    await sue.sees('Perhaps.');
    await ben.page.keyboard.press('Control+z');
    await until('it is gone', async () => !(await sue.reads()).includes('Perhaps.'));
    await ben.page.keyboard.press('Control+Shift+z');
    await sue.sees('Perhaps.');
    await ben.page.keyboard.press('Control+z');
    await until('it is gone', async () => !(await sue.reads()).includes('Perhaps.'));
    await ben.saved();
  });

  it('of a new paragraph is decided with the keyboard alone', async () => {
    await ben.placeCaret('Support');
    await ben.page.keyboard.press('Enter');
    await ben.type('And never ends.');
    await card(sue, 'And never ends.').waitFor();

    await card(sue, 'And never ends.').focus();
    await card(sue, 'And never ends.').getByRole('button', { name: 'Accept' }).press('Enter');
    await until('it is agreed', async () => (await stored()).includes('And never ends.'));
  });

  it('is decided on a phone with answers at the foot of the page', async () => {
    await ben.placeCaret('Training');
    await ben.type(' On site.');
    await ben.placeCaret('Support');
    await ben.type(' In writing.');
    await ben.saved();
    const phone = await writer(browser, server, 'sue@example.org', `/e/TEST/d/${documentId}`, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });

    await phone.page.getByText('Suggestion 1 of 2').waitFor();
    await phone.page.getByRole('button', { name: /^Suggestion 1 by Ben/ }).tap();
    const accept = phone.page.getByRole('button', { name: 'Accept' });
    expect((await accept.boundingBox())?.height).toBeGreaterThanOrEqual(52);
    expect(
      await phone.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    ).toBe(true);
    await accept.tap();
    await until('it is agreed', async () => (await stored()).includes('On site.'));
    // The next one is asked at once, without being looked for.
    await phone.page.getByText('Suggestion 1 of 1').waitFor();
    await accept.tap();
    await until('both are', async () => (await stored()).includes('In writing.'));

    await phone.page.getByRole('button', { name: 'Suggestions and comments' }).tap();
    await phone.page.getByRole('button', { name: '6 decisions' }).tap();
    await settled(phone)
      .locator('article', { hasText: 'On site.' })
      .getByText('Accepted')
      .waitFor();
    expect(phone.faults).toEqual([]);
  });
});
