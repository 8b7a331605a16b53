import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file && existsSync(file));
const code = tracked.filter(
  (file) => /^(shared|server|client|plugin|test)\/.*\.tsx?$/.test(file) && !file.endsWith('.d.ts'),
);
const text = new Map(code.map((file) => [file, readFileSync(file, 'utf8')]));

const sides: Record<string, string> = {
  '@shared/': 'shared/',
  '@server/': 'server/',
  '@client/': 'client/',
  '@plugin/': 'plugin/',
};

/** The files of ours that a file imports, by the import statements in its text. */
function importsOf(file: string): string[] {
  const found = [...(text.get(file) ?? '').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)];
  return found.flatMap(([, specifier = '']) => {
    const alias = Object.keys(sides).find((start) => specifier.startsWith(start));
    if (alias) return [specifier.replace(alias, sides[alias] ?? '')];
    return specifier.startsWith('.') ? [normalize(join(dirname(file), specifier))] : [];
  });
}

const isTest = (file: string) =>
  /\.(test|story|contract|stories)\.tsx?$/.test(file) || file.startsWith('test/');
const production = code.filter((file) => !isTest(file));
const below = (folder: string) => production.filter((file) => file.startsWith(folder));

function forbidden(from: string, to: string[]): string[] {
  return below(from).flatMap((file) =>
    importsOf(file)
      .filter((target) => to.some((folder) => target.startsWith(folder)))
      .map((target) => `${file} imports ${target}`),
  );
}

describe('who may import whom', () => {
  test('shared imports none of us', () => {
    expect(forbidden('shared/', ['server/', 'client/', 'plugin/', 'test/'])).toEqual([]);
  });

  test('client and server never meet', () => {
    expect(forbidden('client/', ['server/', 'test/'])).toEqual([]);
    expect(forbidden('server/', ['client/', 'test/'])).toEqual([]);
  });

  test('an adapter imports shared only', () => {
    expect(forbidden('plugin/', ['server/', 'client/', 'test/'])).toEqual([]);
  });

  test('a feature reaches another one only through its actions, and only in one direction', () => {
    const edges = new Set<string>();
    const deep: string[] = [];
    for (const file of below('server/features/')) {
      const own = file.split('/')[2] ?? '';
      for (const target of importsOf(file)) {
        const [, , other = '', part = ''] = target.split('/');
        if (!target.startsWith('server/features/') || other === own) continue;
        edges.add(`${own} > ${other}`);
        if (!/^(actions|events)(\.ts)?$/.test(part)) deep.push(`${file} imports ${target}`);
      }
    }
    expect(deep).toEqual([]);
    const both = [...edges].filter((edge) => edges.has(edge.split(' > ').toReversed().join(' > ')));
    expect(both).toEqual([]);
  });

  test('only server/db speaks to a database', () => {
    const found = production.filter(
      (file) =>
        !file.startsWith('server/db/') && /from '(lmdb|mongoose)'/.test(text.get(file) ?? ''),
    );
    expect(found).toEqual([]);
  });

  test('the environment is read in server/config.ts alone', () => {
    const found = production.filter(
      (file) => file !== 'server/config.ts' && /process\.env/.test(text.get(file) ?? ''),
    );
    expect(found).toEqual([]);
  });
});

describe('the layout', () => {
  test('has no drawers', () => {
    const drawer = /(^|\/)(utils?|helpers?|common|misc|types)(\/|\.tsx?$)/;
    expect(code.filter((file) => drawer.test(file))).toEqual([]);
  });
});

describe('PROTOCOL.md', () => {
  const rules = [
    ...readFileSync('shared/protocol/PROTOCOL.md', 'utf8').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm),
  ];

  test('numbers its rules', () => {
    expect(rules.length).toBeGreaterThan(30);
  });

  test('has every rule quoted by a test', () => {
    const titles = code
      .filter(isTest)
      .map((file) => text.get(file) ?? '')
      .join('\n');
    const unquoted = rules.map(([, id]) => id).filter((id) => !titles.includes(`[${id}]`));
    expect(unquoted).toEqual([]);
  });
});

describe('what is installed', () => {
  const settings = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const names = Object.keys({ ...settings.dependencies, ...settings.devDependencies });

  test('is named with its reason in a decision record', () => {
    const folder = join('docs', 'decisions');
    const records = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    const unnamed = names.filter(
      (name) => !records.some((record) => record.includes(`\`${name}\``)),
    );
    expect(unnamed).toEqual([]);
  });

  test('is pinned to exact versions', () => {
    const versions = Object.entries({ ...settings.dependencies, ...settings.devDependencies });
    expect(versions.filter(([, version]) => !/^\d/.test(version))).toEqual([]);
  });

  test('leaves no download host in the lock file', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved": "https?:/);
  });
});
