import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSetUpLink } from '@server/features/accounts/actions';
import { accessibilityFaults } from '../support/accessibility.ts';
import { password, startServer } from '../support/startServer.ts';
import type { TestServer } from '../support/startServer.ts';
import { builtPage, openBrowser, writerOn } from '../support/writers.ts';
import type { Writer } from '../support/writers.ts';

let server: TestServer;
let browser: Browser;
let ruth: Page;
let sue: Page;
let ben: Page;
let sueWrites: Writer;
const faults: string[] = [];
const links = new Map<string, string>();

/** Somebody's own browser, at first without an account. */
async function somebody(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 1000 },
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => faults.push(error.message));
  return page;
}

const at = (path: string) => new URL(path, server.url).href;
const person = (page: Page, place: number) =>
  page.getByRole('listitem', { name: new RegExp(`^Person ${place}\\b`) });

const documentsOf = (page: Page) =>
  page.getByRole('navigation', { name: 'Engagement' }).getByRole('link', { name: /^Documents/ });

async function chooses(page: Page, field: ReturnType<Page['locator']>, option: string) {
  await field.click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Follows a one-time link, and signs in with a first password. */
async function follows(page: Page, link: string) {
  await page.goto(link);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Save and sign in' }).click();
}

beforeAll(async () => {
  server = await startServer({ page: builtPage });
  browser = await openBrowser();
  ruth = await somebody({ permissions: ['clipboard-read', 'clipboard-write'] });
  sue = await somebody();
  ben = await somebody();
});

afterEach(() => expect(faults).toEqual([]));

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('an empty server', () => {
  it('makes its first administrator, who then signs in', async () => {
    await ruth.goto(at(`/setup#${await createSetUpLink(server.app)}`));
    await ruth.getByLabel('Your organisation').fill('Vendor Ltd');
    await ruth.getByLabel('Your name').fill('Ruth who set the server up');
    await ruth.getByLabel('E-mail address').fill('root@example.org');
    await ruth.getByLabel('Password', { exact: true }).fill(password);
    await ruth.getByRole('button', { name: 'Create the account' }).click();
    await ruth.getByRole('heading', { name: 'You take part in no engagement' }).waitFor();
    expect(await accessibilityFaults(ruth)).toEqual([]);

    await ruth.getByRole('button', { name: /^Profile of Ruth/ }).click();
    await ruth.getByRole('menuitem', { name: 'Sign out' }).click();
    await ruth.getByLabel('E-mail address').fill('root@example.org');
    await ruth.getByLabel('Password', { exact: true }).fill(password);
    await ruth.getByRole('button', { name: 'Sign in' }).click();
    await ruth.getByRole('link', { name: 'Open an engagement' }).click();
    await ruth.getByRole('heading', { name: 'Open an engagement' }).waitFor();
    expect(await ruth.getByLabel('The vendor’s organisation').inputValue()).toBe('Vendor Ltd');
    expect(await accessibilityFaults(ruth)).toEqual([]);
  });

  it('says beside the fields what is missing, and keeps what was typed', async () => {
    await person(ruth, 2).getByLabel('Name').fill('Sue the sponsor');
    await ruth.getByRole('button', { name: 'Open the engagement' }).click();

    const name = ruth.getByLabel('Name', { exact: true }).first();
    await ruth.getByText('Correct the marked fields').waitFor();
    expect(await name.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    await person(ruth, 2).getByText('Write an e-mail address').waitFor();
    expect(await person(ruth, 2).getByLabel('Name').inputValue()).toBe('Sue the sponsor');
    expect(await accessibilityFaults(ruth)).toEqual([]);
  });

  it('opens an engagement by route B with a sponsor and a consultant', async () => {
    await ruth.getByLabel('Name', { exact: true }).first().fill('Maison Lavande');
    expect(await ruth.getByLabel('Key', { exact: true }).inputValue()).toBe('LAVA');
    await ruth.getByLabel('Key', { exact: true }).fill('lav');
    await ruth.getByLabel('The client’s organisation').fill('Client SAS');
    await ruth.getByRole('radio', { name: /^Route B/ }).waitFor();
    expect(await ruth.getByRole('switch', { name: /^With a pilot/ }).isChecked()).toBe(true);
    await person(ruth, 2).getByLabel('E-mail address').fill('sue@example.org');

    const consultant = person(ruth, 3);
    await consultant.getByLabel('Name').fill('Ben the consultant');
    await consultant.getByLabel('E-mail address').fill('ben@example.org');
    await consultant.getByRole('button', { name: /Roles/ }).click();
    await ruth.getByRole('option', { name: 'customer success officer' }).click();
    await ruth.getByRole('option', { name: 'consultant' }).click();
    await ruth.keyboard.press('Escape');
    await ruth.getByRole('button', { name: 'Add me' }).click();
    const herself = person(ruth, 4);
    expect(await herself.getByLabel('E-mail address').inputValue()).toBe('root@example.org');
    expect(
      await herself.getByLabel('Name').evaluate((field) => field === document.activeElement),
    ).toBe(true);
    await herself.getByRole('button', { name: /^Take out/ }).click();
    await ruth.getByText('You are not among them').waitFor();
    await ruth.getByRole('button', { name: 'Open the engagement' }).click();

    await ruth.getByRole('heading', { name: 'Maison Lavande is open' }).waitFor();
    await ruth.getByText('You are not a member of this engagement').waitFor();
    expect(await accessibilityFaults(ruth)).toEqual([]);
    for (const name of ['Sue the sponsor', 'Ben the consultant']) {
      await ruth.getByRole('button', { name: `Copy the link for ${name}` }).click();
      await ruth.getByRole('button', { name: `Copied: the link for ${name}` }).waitFor();
      links.set(name, await ruth.evaluate(() => navigator.clipboard.readText()));
    }
    expect(new Set(links.values()).size).toBe(2);
  });

  it('shows the administrator nothing of it afterwards', async () => {
    await ruth.getByRole('link', { name: 'Back to the engagements' }).click();
    await ruth.getByRole('heading', { name: 'You take part in no engagement' }).waitFor();
    await ruth.goto(at('/e/LAV'));
    await ruth.getByRole('heading', { name: 'Page not found' }).waitFor();
  });

  it('refuses a key that is taken, beside the key, and loses nothing', async () => {
    await ruth.goto(at('/engagements/new'));
    await ruth.getByLabel('Name', { exact: true }).first().fill('Another');
    await ruth.getByLabel('Key', { exact: true }).fill('LAV');
    await ruth.getByLabel('The client’s organisation').fill('Client SAS');
    const contact = person(ruth, 1);
    await contact.getByLabel('Name').fill('Ada the client');
    await contact.getByLabel('E-mail address').fill('ada@example.org');
    await ruth.getByRole('button', { name: 'Open the engagement' }).click();

    await ruth.getByText('Another engagement on this server has this key').waitFor();
    const key = ruth.getByLabel('Key', { exact: true });
    expect(await key.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await contact.getByLabel('E-mail address').inputValue()).toBe('ada@example.org');
    await key.fill('ANOTHER');
    await ruth.getByRole('button', { name: 'Open the engagement' }).click();
    await ruth.getByRole('heading', { name: 'Another is open' }).waitFor();
  });

  it('lets nobody leave links behind unasked', async () => {
    await ruth.getByRole('link', { name: 'Back to the engagements' }).click();
    const dialog = ruth.getByRole('dialog', { name: 'Leave without the links?' });
    await dialog.getByRole('button', { name: 'Stay and copy' }).click();
    await ruth.getByRole('textbox', { name: 'Link for Ada the client' }).waitFor();
    await ruth.getByRole('link', { name: 'Back to the engagements' }).click();
    await dialog.getByRole('button', { name: 'Leave' }).click();
    await ruth.getByRole('heading', { name: 'You take part in no engagement' }).waitFor();
  });
});

describe('those who were invited', () => {
  it('come in by their link: the sponsor sees the overview and begins the scope', async () => {
    await follows(sue, links.get('Sue the sponsor')!);
    await sue.getByRole('link', { name: 'Maison Lavande' }).click();
    await sue.getByRole('heading', { name: 'Maison Lavande' }).waitFor();
    await sue.getByRole('heading', { name: 'Gates' }).waitFor();
    await documentsOf(sue).click();

    await sue.getByRole('button', { name: 'New document' }).click();
    const dialog = sue.getByRole('dialog', { name: 'New document' });
    await dialog.getByLabel('Title').fill('Scope of Maison Lavande');
    await chooses(sue, dialog.getByRole('button', { name: /Kind/ }), 'scope document');
    await dialog.getByRole('button', { name: 'Create the document' }).click();
    sueWrites = await writerOn(sue);
    await sueWrites.text.locator('p').first().click();
    await sueWrites.type('We deliver in eight weeks.');
    await sueWrites.saved();
  });

  it('read across the sides what the other one wrote', async () => {
    await follows(ben, links.get('Ben the consultant')!);
    await ben.getByRole('link', { name: 'Maison Lavande' }).click();
    await documentsOf(ben).click();
    await ben.getByRole('link', { name: 'Scope of Maison Lavande' }).click();
    const benReads = await writerOn(ben);
    await benReads.sees('We deliver in eight weeks.');
    await sueWrites.type(' And train everybody.');
    await benReads.sees('And train everybody.');
  });

  it('come in once by a link', async () => {
    const page = await somebody();
    await follows(page, links.get('Sue the sponsor')!);
    await page.getByText('This link has been used already').waitFor();
  });

  it('find no way to open an engagement of their own', async () => {
    await sue.goto(at('/'));
    await sue.getByRole('link', { name: 'Maison Lavande' }).waitFor();
    expect(await sue.getByRole('link', { name: 'Open an engagement' }).count()).toBe(0);
    await sue.goto(at('/engagements/new'));
    await sue.getByRole('heading', { name: 'Page not found' }).waitFor();
  });
});
