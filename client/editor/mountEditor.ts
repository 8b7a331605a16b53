import { dropCursor } from 'prosemirror-dropcursor';
import { gapCursor } from 'prosemirror-gapcursor';
import type { Node } from 'prosemirror-model';
import { EditorState } from 'prosemirror-state';
import type { Command, Transaction } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { schema } from '@shared/adf/schema';
import type { Mode } from '@shared/protocol/modes';
import { DocumentBinding, isRemote, isUndone } from './binding.ts';
import { withoutBorrowedState } from './cleanEdit.ts';
import { renameCopies } from './commands/localIds.ts';
import { markdownRules } from './inputRules.ts';
import { keys } from './keys.ts';
import { mentionMenu } from './mentionMenu.ts';
import { nodeViews } from './nodes/nodeViews.ts';
import { paste } from './paste.ts';
import { cursors } from './presence/cursors.ts';
import type { EditorSetting } from './setting.ts';
import { suggestionMarks } from './suggestions/draw.ts';
import { numberedSuggestions } from './suggestions/numbers.ts';
import { proposed } from './suggestions/propose.ts';
import { tables } from './tables.ts';
import { threadMarks } from './threads.ts';
import type { Undo } from './undo.ts';
import { undoFor } from './undo.ts';

export interface EditorOptions {
  place: HTMLElement;
  doc: Y.Doc;
  awareness: Awareness;
  setting: EditorSetting;
  /** The name of the document, for those who do not see it. */
  label: string;
  /** The largest change that the server takes, in bytes. */
  updateLimit(): number;
  pasteTooLarge(text: string): void;
  /** An edit that cannot be put as a suggestion was not made. */
  notProposable(): void;
  openLink: Command;
  /** A press on a suggestion or thread in the text. */
  pressed(what: { suggestion?: string; thread?: string }): void;
}

/** One document open in one editor, until it is destroyed. */
export interface DocumentEditor {
  view: EditorView;
  binding: DocumentBinding;
  undo: Undo;
  /** Hears of every new state. */
  subscribe(listener: () => void): () => void;
  /** Takes a command to the present state; the text gets the focus back. */
  run(command: Command): void;
  /** Marks a change of the document that is allowed although the mode is only to comment. */
  annotate(tr: Transaction): void;
  /** To be called when the mode or the language changed. */
  modeChanged(mode: Mode): void;
  destroy(): void;
}

/** True when a suggestion of this person is no longer pending. */
function isDecided(before: Node, after: Node, personId: string): boolean {
  const pending = new Set(numberedSuggestions(after).map(({ id }) => id));
  return numberedSuggestions(before).some(
    (one) => one.personId === personId && !pending.has(one.id),
  );
}

/** Opens an editor on a synchronised document. It writes nothing by being opened. */
export function mountEditor(options: EditorOptions): DocumentEditor {
  const { place, setting } = options;
  const binding = new DocumentBinding(options.doc);
  const listeners = new Set<() => void>();
  let shown = setting.mode();
  const undo = undoFor(binding, () => view);
  const isTextMode = () => setting.mode() === 'edit' || setting.mode() === 'suggest';

  const admitted = (tr: Transaction): Transaction | null => {
    if (!tr.docChanged || isRemote(tr) || tr.getMeta('annotation')) return tr;
    if (!isTextMode()) return null;
    if (setting.mode() === 'edit') return withoutBorrowedState(renameCopies(tr));

    const suggested = proposed(renameCopies(tr), view.state, setting.personId);
    if (!suggested) options.notProposable();
    return suggested;
  };
  const dispatch = (wanted: Transaction) => {
    const tr = admitted(wanted);
    if (!tr) {
      // What an input method or the browser already drew is drawn again as it stands.
      view.updateState(view.state);
      return;
    }
    binding.hold(tr);
    const before = view.state.doc;
    view.updateState(view.state.apply(tr));
    // What was decided is part of the text, or gone: to take it back is no longer up to its author.
    if (isRemote(tr) && !isUndone(tr) && isDecided(before, view.state.doc, setting.personId))
      undo.clear();
    for (const listener of listeners) listener();
  };

  const view: EditorView = new EditorView(
    { mount: place },
    {
      state: EditorState.create({
        doc: binding.node(),
        plugins: [
          mentionMenu(setting),
          markdownRules(schema),
          ...keys(schema, undo, options.openLink),
          paste(options.updateLimit, options.pasteTooLarge),
          tables(setting),
          suggestionMarks(setting),
          threadMarks(setting),
          cursors(binding, options.awareness),
          dropCursor({ color: 'var(--cdg-accent)', width: 2 }),
          gapCursor(),
          binding.plugin,
        ],
      }),
      nodeViews: nodeViews(setting),
      dispatchTransaction: dispatch,
      editable: () => setting.mode() !== 'view',
      attributes: () => ({
        class: 'cdg-document',
        'aria-label': options.label,
        ...(setting.mode() === 'view'
          ? { role: 'document', tabindex: '0' }
          : { role: 'textbox', 'aria-multiline': 'true' }),
        ...(setting.mode() === 'comment' ? { 'aria-readonly': 'true', inputmode: 'none' } : {}),
      }),
      handleClick(_, __, event) {
        const target = (event.target as Element).closest<HTMLElement>(
          '[data-suggestion], [data-thread]',
        );
        if (!target) return false;
        options.pressed({ suggestion: target.dataset.suggestion, thread: target.dataset.thread });
        return false;
      },
    },
  );

  return {
    view,
    binding,
    undo,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run(command) {
      command(view.state, view.dispatch, view);
      view.focus();
    },
    annotate: (tr) => view.dispatch(tr.setMeta('annotation', true)),
    modeChanged(mode) {
      // What was written in one mode must not be taken back in another, where it would be refused.
      if (mode !== shown) undo.clear();
      shown = mode;
      view.setProps({});
      view.updateState(view.state);
      for (const part of view.dom.querySelectorAll('.adf-task, .adf-expand, .adf-code')) {
        part.dispatchEvent(new Event('cdg-mode'));
      }
      for (const listener of listeners) listener();
    },
    destroy() {
      undo.destroy();
      view.destroy();
      binding.cache.destroy();
    },
  };
}
