import { readFile } from 'node:fs/promises';
import * as Y from 'yjs';
import { AppError } from '@shared/errors';
import type { AdfDocument } from '@shared/adf/adf';
import { checkAdf } from '@shared/adf/check';
import { fromAdf, toAdf } from '@shared/adf/codec';
import { importAdf } from '@shared/adf/import';
import { normalFormHash } from '@shared/adf/normalForm';
import { plantDocument, readDocument, rootOf } from '@shared/adf/yread';

type Out = (line: string) => void;

const usage = 'cadrage adf check FILE... | cadrage adf import FILE';

const commands: Record<string, (files: string[], out: Out) => Promise<number>> = {
  check: checkFiles,
  import: importFile,
};

/** `cadrage adf …`: judges or takes in documents in files. Resolves to the exit code: 0 when all is well, 1 when not, 2 for a wrong call. */
export async function runAdf(args: string[], out: Out): Promise<number> {
  const [name = '', ...files] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command || files.length === 0 || (name === 'import' && files.length > 1)) {
    out(`Usage: ${usage}`);
    return 2;
  }
  return command(files, out);
}

/** What is said of one file. `normalForm` is the SHA-256 of the canonical normal form. */
interface Line {
  file: string;
  ok: boolean;
  reason: string | null;
  path: string | null;
  normalForm: string | null;
}

async function checkFiles(files: string[], out: Out): Promise<number> {
  let code = 0;
  for (const file of files) {
    const line = await checkFile(file);
    if (!line.ok) code = 1;
    out(JSON.stringify(line));
  }
  return code;
}

async function checkFile(file: string): Promise<Line> {
  const failed = (reason: string, path: string | null = null): Line => ({
    file,
    ok: false,
    reason,
    path,
    normalForm: null,
  });
  const read = await readJson(file);
  if ('fault' in read) return failed(read.fault);
  const verdict = checkAdf(read.value);
  if (!verdict.ok) return failed(verdict.reason, verdict.path);
  const adf = read.value as AdfDocument;
  const normalForm = normalFormHash(adf);
  if (normalFormHash(throughYjs(adf)) !== normalForm) {
    return failed('does not come back from the editor in its normal form', '');
  }
  return { file, ok: true, reason: null, path: null, normalForm };
}

/** The whole way of a document: into the editor, into Yjs as bytes, and back. */
function throughYjs(adf: AdfDocument): AdfDocument {
  const written = new Y.Doc();
  plantDocument(written, fromAdf(adf));
  const received = new Y.Doc();
  Y.applyUpdate(received, Y.encodeStateAsUpdate(written));
  return toAdf(readDocument(rootOf(received)));
}

async function importFile([file = '']: string[], out: Out): Promise<number> {
  const read = await readJson(file);
  if ('fault' in read) {
    out(JSON.stringify({ file, reason: read.fault, path: null }));
    return 1;
  }
  try {
    out(JSON.stringify(importAdf(read.value), null, 2));
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    out(JSON.stringify({ file, ...error.params }));
    return 1;
  }
}

async function readJson(file: string): Promise<{ value: unknown } | { fault: string }> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return { fault: 'the file cannot be read' };
  }
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown };
  } catch {
    return { fault: 'the file is not JSON' };
  }
}
