import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceAdf } from '../../test/support/adfFixtures.ts';
import { runAdf } from './adf.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cadrage-adf-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileWith(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

async function run(...args: string[]) {
  const lines: string[] = [];
  const code = await runAdf(args, (line) => lines.push(line));
  return { code, lines };
}

const document = (...content: unknown[]) => JSON.stringify({ type: 'doc', version: 1, content });

describe('cadrage adf check', () => {
  it('says of each of our documents that it comes back from the editor, and its hash', async () => {
    const names = ['scope-fr', 'scope-es', 'plan-en', 'kitchen-sink'];
    const files = names.map((name) => `test/fixtures/adf/${name}.json`);
    const { code, lines } = await run('check', ...files);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
      files.map((file) => ({
        file,
        ok: true,
        reason: null,
        path: null,
        normalForm: expect.stringMatching(/^[0-9a-f]{64}$/),
      })),
    );
    expect(code).toBe(0);
  });

  it.skipIf(referenceAdf.length === 0)('agrees with every verdict on the references', async () => {
    const { code, lines } = await run('check', ...referenceAdf.map(({ path }) => path));
    const verdicts = lines.map((line) => (JSON.parse(line) as { ok: boolean }).ok);
    expect(verdicts).toEqual(referenceAdf.map(({ expected }) => expected.valid));
    expect(code).toBe(1);
  });

  it('goes on after a file that is missing, no JSON, or no document', async () => {
    const files = [
      join(folder, 'missing.json'),
      await fileWith('torn.json', '{"type": "do'),
      await fileWith('wrong.json', document({ type: 'orbit' })),
      await fileWith('right.json', `\uFEFF${document({ type: 'rule' })}`),
    ];
    const { code, lines } = await run('check', ...files);
    const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(told).toMatchObject([
      { file: files[0], ok: false, reason: 'the file cannot be read', path: null },
      { file: files[1], ok: false, reason: 'the file is not JSON', path: null },
      { file: files[2], ok: false, reason: '"orbit" cannot stand here', path: 'content[0].type' },
      { file: files[3], ok: true },
    ]);
    expect(code).toBe(1);
  });
});

describe('cadrage adf import', () => {
  it('prints the document that it made and what it did', async () => {
    const file = await fileWith('old.json', document({ type: 'rule', attrs: { __old: 1 } }));
    const { code, lines } = await run('import', file);
    expect(JSON.parse(lines.join('\n'))).toEqual({
      adf: { type: 'doc', version: 1, content: [{ type: 'rule' }] },
      report: [{ path: 'content[0].attrs.__old', what: expect.any(String) }],
    });
    expect(code).toBe(0);
  });

  it('says where it refuses a document', async () => {
    const file = await fileWith('bare.json', document({ type: 'text', text: 'a' }));
    const { code, lines } = await run('import', file);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { file, path: 'content[0]', reason: 'text cannot stand in doc' },
    ]);
    expect(code).toBe(1);
  });

  it.each([[], ['check'], ['import', 'a', 'b'], ['export', 'a'], ['constructor', 'a']])(
    'tells how to call it when called with %j',
    async (...args) => {
      const { code, lines } = await run(...args);
      expect(lines.join()).toContain('Usage');
      expect(code).toBe(2);
    },
  );
});
