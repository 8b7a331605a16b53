import type { Schema } from 'prosemirror-model';
import {
  InputRule,
  inputRules,
  textblockTypeInputRule,
  wrappingInputRule,
} from 'prosemirror-inputrules';
import type { Command, Plugin } from 'prosemirror-state';
import { insertRule, nodeType } from './commands/blocks.ts';
import { toggleItems } from './commands/items.ts';

/** What is typed at the start of a paragraph becomes structure: `# `, `- `, `1. `, `> `, `[] `, ``` and `---`. */
export function markdownRules(schema: Schema): Plugin {
  return inputRules({
    rules: [
      textblockTypeInputRule(/^(#{1,6})\s$/, nodeType(schema, 'heading'), (match) => ({
        level: match[1]?.length ?? 1,
      })),
      wrappingInputRule(/^\s*[-*]\s$/, nodeType(schema, 'bulletList')),
      wrappingInputRule(/^\s*1[.)]\s$/, nodeType(schema, 'orderedList')),
      wrappingInputRule(/^\s*>\s$/, nodeType(schema, 'blockquote')),
      textblockTypeInputRule(/^```$/, nodeType(schema, 'codeBlock')),
      commandRule(/^\[\s?\]\s$/, toggleItems('taskItem')),
      commandRule(/^---$/, insertRule),
    ],
  });
}

/** Takes the typed sign away and runs a command in its place, as one transaction. */
function commandRule(pattern: RegExp, command: Command): InputRule {
  return new InputRule(pattern, (state, _, start, end) => {
    const tr = state.tr.delete(start, end);
    const cleared = state.apply(tr);
    let done = false;
    command(cleared, (made) => {
      for (const step of made.steps) tr.step(step);
      tr.setSelection(made.selection.map(tr.doc, tr.mapping.slice(tr.steps.length)));
      done = true;
    });
    return done ? tr : null;
  });
}
