import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { layoutVersion } from '../protocol/version.ts';
import { canonicalJson } from './canonical.ts';
import { schema } from './schema.ts';

/** What stored documents rely on: names, what stands in what, and the defaults that are not stored. */
function layout() {
  const attributes = (specs: Record<string, { default?: unknown }> = {}) =>
    Object.fromEntries(
      Object.entries(specs).map(([name, spec]) => [name, 'default' in spec ? [spec.default] : []]),
    );
  return {
    nodes: Object.values(schema.nodes).map(({ name, spec }) => ({
      name,
      content: spec.content ?? '',
      group: spec.group ?? '',
      marks: spec.marks ?? '_',
      attributes: attributes(spec.attrs),
    })),
    marks: Object.values(schema.marks).map(({ name, spec }) => ({
      name,
      excludes: spec.excludes ?? name,
      attributes: attributes(spec.attrs),
    })),
  };
}

const layouts: Record<number, string> = {
  1: 'ba9edfa7d0de3d393b07592904acd58372f256e7963dc08ceeb74be39ffbba13',
};

describe('The stored layout', () => {
  it('[L4] is the one that its version stands for: change it, and raise layoutVersion', () => {
    const hash = createHash('sha256').update(canonicalJson(layout())).digest('hex');
    expect(hash).toBe(layouts[layoutVersion]);
  });
});

const run = promisify(execFile);

const program = (path: string) => `
  import { Node, Schema } from 'prosemirror-model';
  import { schema } from ${JSON.stringify(path)};
  const doc = schema.node('doc', null, [schema.node('paragraph', null, [schema.text('a')])]);
  const again = Node.fromJSON(schema, doc.toJSON());
  console.log(schema instanceof Schema && again instanceof Node && again.eq(doc) ? 'one' : 'several');
`;

describe('There is one prosemirror-model', () => {
  it('when scripts run as they stand', async () => {
    const code = program(resolve('shared/adf/schema.ts'));
    const args = ['--import', 'tsx', '--input-type=module', '--eval', code];
    expect((await run(process.execPath, args)).stdout.trim()).toBe('one');
  });

  it('in what is built for the server', async () => {
    // Inside the project, so that what stays outside the bundle is found.
    const folder = await mkdtemp(resolve('node_modules', '.cadrage-layout-'));
    try {
      const entry = join(folder, 'entry.ts');
      await writeFile(entry, program(resolve('shared/adf/schema.ts')));
      await build({
        configFile: false,
        logLevel: 'error',
        ssr: { noExternal: [/^@atlaskit\//] },
        build: { ssr: entry, outDir: join(folder, 'out'), target: 'node20' },
      });
      const { stdout } = await run(process.execPath, [join(folder, 'out', 'entry.js')]);
      expect(stdout.trim()).toBe('one');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
