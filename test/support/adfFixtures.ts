import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is expected of one fixture. */
export interface ExpectedFile {
  valid: boolean;
  deepestError?: string;
}

/** Documents of ours, committed with the tests. */
export const authoredAdf = ['scope-fr', 'scope-es', 'plan-en', 'kitchen-sink'].map((name) => ({
  name: `${name}.json`,
  read: () => readJson(join('test/fixtures/adf', `${name}.json`)),
}));

const folder = process.env.CADRAGE_FIXTURES && join(process.env.CADRAGE_FIXTURES, 'adf');

/** Reference documents of third parties, read where CADRAGE_FIXTURES says; without it there are none, and a message says so. */
export const referenceAdf = listReference();

function listReference(): {
  name: string;
  path: string;
  expected: ExpectedFile;
  read(): unknown;
}[] {
  if (!folder || !existsSync(join(folder, 'EXPECTED.json'))) {
    console.info('CADRAGE_FIXTURES is not set: the reference documents of ADF are not tested.');
    return [];
  }
  const { files } = readJson(join(folder, 'EXPECTED.json')) as {
    files: Record<string, ExpectedFile>;
  };
  return Object.entries(files).map(([name, expected]) => {
    const path = join(folder, name);
    return { name, path, expected, read: () => readJson(path) };
  });
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
