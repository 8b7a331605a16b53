import type { Mark, Node } from 'prosemirror-model';
import { Fragment, Slice } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';
import { suggestionAttributes } from '@shared/adf/schema';
import { withNewLocalIds } from './commands/localIds.ts';

const ownState = new Set(['insertion', 'deletion', 'modification', 'annotation']);

/**
 * What is pasted arrives as plain content: without the suggestions and comments of wherever it was copied, under new names, and
 * without a character that the stored layout keeps for itself. The schema's own rules have already dropped what is unsafe.
 */
export function cleanPaste(slice: Slice): Slice {
  return withNewLocalIds(new Slice(cleaned(slice.content), slice.openStart, slice.openEnd));
}

function cleaned(fragment: Fragment): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    const marks = node.marks.filter((mark: Mark) => !ownState.has(mark.type.name));
    if (node.isText) {
      const text = (node.text ?? '').replaceAll('\u2029', '');
      if (text !== '') nodes.push(node.type.schema.text(text, marks));
      return;
    }
    nodes.push(node.type.create(withoutSuggestions(node), cleaned(node.content), marks));
  });
  return Fragment.fromArray(nodes);
}

function withoutSuggestions(node: Node): Node['attrs'] {
  const reset = Object.fromEntries(
    [...suggestionAttributes, 'mark:annotation']
      .filter((name) => name in node.attrs)
      .map((name) => [name, null]),
  );
  return { ...node.attrs, ...reset };
}

/** The text of a slice, a paragraph a line, for somebody to keep when it could not be pasted. */
export function textOfSlice(slice: Slice): string {
  return slice.content.textBetween(0, slice.content.size, '\n', ' ');
}

/** Cleans what is pasted; what is larger than one update may be is not put in, and `tooLarge` gets its text. */
export function paste(limit: () => number, tooLarge: (text: string) => void): Plugin {
  return new Plugin({
    props: {
      transformPasted: cleanPaste,
      transformPastedText: (text) => text.replaceAll('\u2029', '\n'),
      handlePaste(_, event, slice) {
        const size = JSON.stringify(slice.content.toJSON() ?? []).length;
        if (size <= limit()) return false;
        event.preventDefault();
        tooLarge(event.clipboardData?.getData('text/plain') || textOfSlice(slice));
        return true;
      },
      clipboardTextParser(text, $context, plain) {
        const { schema } = $context.doc.type;
        if ($context.parent.type.spec.code)
          return new Slice(Fragment.from(schema.text(text)), 0, 0);
        const marks = plain ? [] : $context.marks();
        const paragraphs = text
          .split(/(?:\r\n?|\n)+/)
          .map((line) =>
            schema.node('paragraph', null, line === '' ? [] : [schema.text(line, marks)]),
          );
        return new Slice(Fragment.fromArray(paragraphs), 1, 1);
      },
    },
  });
}
