import type { Node } from 'prosemirror-model';
import type { EditorState, Selection, Transaction } from 'prosemirror-state';
import { Plugin, PluginKey } from 'prosemirror-state';
import { Mapping, Transform } from 'prosemirror-transform';
import type { EditorView } from 'prosemirror-view';
import * as Y from 'yjs';
import { applyDifference } from '@shared/adf/ydiff';
import { NodeCache, readDocument, rootOf } from '@shared/adf/yread';
import { positionToRelative, relativeToPosition, writeChange } from '@shared/adf/ywrite';
import { readSelection } from './readSelection.ts';

/*
 * Holds an editor and a Y.Doc equal. What the editor changes is written as the smallest Yjs change; what others change is applied
 * as the smallest ProseMirror change, so that the caret, decorations and an input method under way survive. Opening writes nothing.
 *
 * `written` is the document that the Y.Doc holds. While somebody composes (an input method, a phone keyboard) and others change that
 * same textblock, the two may part: both directions wait until the composition ends, then the own edits are rebased.
 */

/** A selection in terms of Yjs. */
export interface Caret {
  anchor: Y.RelativePosition;
  head: Y.RelativePosition;
}

/** The origin of Yjs transactions that come from an editor; undo tracks these and no others. */
export class EditorOrigin {
  constructor(readonly binding: DocumentBinding) {}
}

const key = new PluginKey('document-binding');

/** True for a transaction that only brings in what the Y.Doc already holds. */
export function isRemote(tr: Transaction): boolean {
  return tr.getMeta(key) !== undefined;
}

/** True when what it brings in is an own undo or redo, not the work of others. */
export function isUndone(tr: Transaction): boolean {
  return tr.getMeta(key) === 'undone';
}

export class DocumentBinding {
  readonly root: Y.XmlFragment;
  readonly origin = new EditorOrigin(this);
  readonly cache: NodeCache;
  readonly plugin: Plugin;
  private written: Node;
  private view: EditorView | null = null;
  /** The selection in which the newest own edit was made, for undo to go back to. */
  caretBefore: Caret | null = null;
  /** Own steps made while the two directions wait. */
  private held: Transform | null = null;

  constructor(readonly doc: Y.Doc) {
    this.root = rootOf(doc);
    this.cache = new NodeCache(doc);
    this.written = readDocument(this.root, this.cache);
    this.plugin = new Plugin({
      key,
      view: (view) => {
        this.view = view;
        this.doc.on('afterTransaction', this.whenChanged);
        view.dom.addEventListener('compositionend', this.whenComposed);
        return {
          update: (_, before) => this.whenEdited(before),
          destroy: () => {
            this.doc.off('afterTransaction', this.whenChanged);
            view.dom.removeEventListener('compositionend', this.whenComposed);
            this.view = null;
          },
        };
      },
    });
  }

  /** The document to open an editor with. */
  node(): Node {
    return this.written;
  }

  private whenEdited(before: EditorState): void {
    const after = this.view?.state.doc;
    if (!after || after === this.written || after === before.doc || this.held) return;
    this.write(after, before.selection);
  }

  private write(after: Node, selection: Selection): void {
    const before = this.written;
    this.caretBefore = this.caret(before, selection);
    this.written = after;
    writeChange(this.root, this.cache, before, after, {
      origin: this.origin,
      caret: this.view?.state.selection.head,
    });
  }

  /** A selection as positions that survive what others do around them. */
  caret(doc: Node, { anchor, head }: Selection): Caret {
    return {
      anchor: positionToRelative(this.root, doc, Math.min(anchor, doc.content.size)),
      head: positionToRelative(this.root, doc, Math.min(head, doc.content.size)),
    };
  }

  /** Where a relative position is in the document that the editor shows, or null when that place is gone. */
  position(doc: Node, relative: Y.RelativePosition): number | null {
    return relativeToPosition(this.root, doc, relative);
  }

  private readonly whenChanged = (transaction: Y.Transaction): void => {
    if (transaction.origin === this.origin || transaction.changed.size === 0) return;
    const view = this.view;
    if (!view) return;

    if (this.held) return;
    // Should reading the selection bring in an own edit too, that was made before this change arrived: it waits, then goes on top.
    this.held = new Transform(view.state.doc);
    readSelection(view);
    if (this.held.steps.length > 0) return this.release();
    this.held = null;

    const target = readDocument(this.root, this.cache);
    if (view.composing && this.touchesComposition(view, target)) {
      this.held = new Transform(view.state.doc);
      return;
    }
    this.bring(view, target, transaction.origin instanceof Y.UndoManager ? 'undone' : 'remote');
  };

  private bring(view: EditorView, target: Node, source: 'remote' | 'undone'): void {
    const tr = applyDifference(view.state.tr, target);
    this.written = target;
    if (!tr.docChanged) return;
    view.dispatch(tr.setMeta(key, source));
  }

  /** True when the textblock that is being composed in would be redrawn. */
  private touchesComposition(view: EditorView, target: Node): boolean {
    const { $head } = view.state.selection;
    const tr = applyDifference(view.state.tr, target);
    const from = $head.start();
    const to = $head.end();

    return tr.mapping.maps.some((map, index) => {
      let touches = false;
      const back = tr.mapping.slice(0, index).invert();
      map.forEach((start, end) => {
        if (back.map(start, -1) <= to && back.map(end, 1) >= from) touches = true;
      });
      return touches;
    });
  }

  /** Remembers own edits while they wait. Called for every transaction that the editor applies. */
  hold(tr: Transaction): void {
    if (!this.held || isRemote(tr)) return;
    for (const step of tr.steps) this.held.step(step);
  }

  private readonly whenComposed = (): void => {
    // ProseMirror reads the composed text after this event; a task later the state holds it.
    setTimeout(() => this.release(), 50);
  };

  private release(): void {
    const { held, view } = this;
    if (!held || !view || view.composing) return;
    this.held = null;

    const target = readDocument(this.root, this.cache);
    this.written = target;
    // What the rebased own steps add to the target is written as any edit is, by `whenEdited`.
    view.dispatch(rebased(view.state, held, target).setMeta(key, 'remote'));
  }
}

/** The transaction that puts `target` in and the held steps on top of it, the caret going along with the own text. */
function rebased(state: EditorState, held: Transform, target: Node): Transaction {
  const tr = state.tr;
  const mapping = new Mapping();
  const appendFrom = (index: number, mirror?: number) => {
    for (const map of tr.mapping.maps.slice(index)) mapping.appendMap(map, mirror);
  };

  for (let index = held.steps.length - 1; index >= 0; index -= 1) {
    const step = held.steps[index];
    const doc = held.docs[index];
    if (step && doc) tr.step(step.invert(doc));
  }
  appendFrom(0);
  applyDifference(tr, target);
  appendFrom(held.steps.length);

  held.steps.forEach((step, index) => {
    const undone = held.steps.length - index;
    const mapped = step.map(mapping.slice(undone));
    const done = tr.steps.length;
    if (mapped && !tr.maybeStep(mapped).failed) appendFrom(done, undone - 1);
  });

  return tr;
}
