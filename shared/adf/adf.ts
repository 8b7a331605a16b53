import { AppError } from '../errors.ts';

/** A mark of ADF as it stands in JSON. */
export interface AdfMark {
  type: string;
  attrs?: Record<string, unknown>;
}

/** A node of ADF as it stands in JSON. */
export interface AdfNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: AdfNode[];
  marks?: AdfMark[];
  text?: string;
}

/** A whole document in Atlassian Document Format. */
export interface AdfDocument {
  type: 'doc';
  version: 1;
  content: AdfNode[];
}

/** A document that cannot be held, with the place of the fault as a path such as `content[3].attrs.color`. */
export function invalidDocument(path: string, reason: string): AppError {
  return new AppError('document.invalid', { path, reason });
}
