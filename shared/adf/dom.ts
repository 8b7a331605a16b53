import type {
  DOMOutputSpec,
  Mark,
  MarkSpec,
  Node,
  NodeSpec,
  TagParseRule,
} from 'prosemirror-model';
import type { AttributeRules } from './attributes.ts';
import { isObject } from './checks.ts';
import { isColour } from './colours.ts';
import { markOfAttribute } from './marks.ts';
import { suggestionAttributes } from './suggestionState.ts';
import { isSafeImage, isSafeLink } from './urls.ts';

type DomAttributes = Record<string, unknown>;

/** How the state of a block shows in the page, for style sheets: attribute → name and value. */
const shown: Record<string, (value: Record<string, unknown>) => DomAttributes> = {
  'mark:alignment': (value) => ({ 'data-align': value.align }),
  'mark:indentation': (value) => ({ 'data-indentation': value.level }),
  'mark:fontSize': (value) => ({ 'data-font-size': value.fontSize }),
  'mark:breakout': (value) => ({ 'data-breakout': value.mode }),
  ...Object.fromEntries(
    suggestionAttributes.map((name) => [
      name,
      (value: Record<string, unknown>) => ({ [`data-${kebab(name)}`]: value.id }),
    ]),
  ),
};

/** Block marks are copied and pasted as JSON in this attribute; suggestion state and annotations are not pasted. */
const carried = 'data-block-marks';

/** The source's way to the page, without styles or addresses that were not checked, and with the block's marks. */
export function safeToDom(source: NodeSpec, rules: AttributeRules): NodeSpec['toDOM'] {
  const draw =
    source.tableRole === 'cell' || source.tableRole === 'header_cell' ? cell : source.toDOM;
  if (!draw) return undefined;
  return (node) => {
    const drawn = draw(node) as unknown as readonly unknown[];
    const [tag, second, ...rest] = drawn;
    const given = isObject(second) ? second : {};
    const content = isObject(second) || second === undefined ? rest : [second, ...rest];
    return [tag, { ...safe(given), ...own(node, rules) }, ...content] as unknown as DOMOutputSpec;
  };
}

/** The source's own cells ask the page for its theme, and bring styles that we would leave out. */
function cell(node: Node): DOMOutputSpec {
  const { colspan, rowspan, colwidth, background, valign, localId } = node.attrs;
  const attributes = {
    colspan: colspan === 1 ? null : colspan,
    rowspan: rowspan === 1 ? null : rowspan,
    'data-colwidth': Array.isArray(colwidth) ? colwidth.join(',') : null,
    'data-cell-background': background,
    'data-valign': valign,
    'data-local-id': localId,
  };
  return [node.type.name === 'tableHeader' ? 'th' : 'td', attributes, 0];
}

function safe(attributes: DomAttributes): DomAttributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name, value]) => {
      if (value === null || value === undefined || name === 'style' || /^on/i.test(name))
        return false;
      if (name === 'href') return isSafeLink(String(value));
      if (name === 'src') return isSafeImage(String(value));
      return true;
    }),
  );
}

function own(node: Node, rules: AttributeRules): DomAttributes {
  const attributes: DomAttributes = {};
  const marks: Record<string, unknown> = {};
  for (const name of Object.keys(rules)) {
    const value: unknown = node.attrs[name];
    if (value === null || value === undefined) continue;
    const type = markOfAttribute(name);
    if (type !== null && type !== 'annotation') marks[type] = value;
    if (isObject(value)) Object.assign(attributes, shown[name]?.(value));
  }
  if (Object.keys(marks).length > 0) attributes[carried] = JSON.stringify(marks);
  const background: unknown = node.attrs.background;
  if (typeof background === 'string' && isColour(background)) {
    attributes.style = `background-color: ${background}`;
  }
  return attributes;
}

/** The source's ways from a page, which take over only attributes that pass their checks. */
export function safeParseDom(source: NodeSpec, rules: AttributeRules): TagParseRule[] | undefined {
  const sources = source.parseDOM as readonly TagParseRule[] | undefined;
  return sources?.map((rule) => {
    if (rule.ignore || rule.skip) return { ...rule };
    return { ...rule, getAttrs: (element) => parsed(rule, element, rules) };
  });
}

function parsed(rule: TagParseRule, element: HTMLElement, rules: AttributeRules) {
  let read: unknown;
  let marks: unknown;
  try {
    read = rule.getAttrs ? rule.getAttrs(element) : (rule.attrs ?? null);
    marks = JSON.parse(element.getAttribute?.(carried) ?? '{}');
  } catch {
    return false; // somebody else's page: JSON in its attributes may be anything
  }
  if (read === false) return false;
  const found: DomAttributes = { ...(isObject(read) ? read : {}) };
  for (const [type, value] of Object.entries(isObject(marks) ? marks : {})) {
    found[`mark:${type}`] = value;
  }
  const kept: DomAttributes = {};
  for (const [name, { check, ...rest }] of Object.entries(rules)) {
    const fits = Object.hasOwn(found, name) && check(found[name]) === undefined;
    if (fits) kept[name] = found[name];
    else if (!('default' in rest)) return false;
  }
  return kept;
}

const custom =
  (name: string, property: string) =>
  (mark: Mark): DOMOutputSpec => [
    'span',
    { [`data-${name}`]: mark.attrs.color, style: `${property}: ${hexOf(mark)}` },
    0,
  ];

const suggested =
  (tag: string, name: string) =>
  (mark: Mark): DOMOutputSpec => [tag, { [`data-${name}`]: mark.attrs.id }, 0];

const none: MarkSpec['parseDOM'] = [];

/** Marks that we draw ourselves, since the source writes unchecked CSS or takes over what must not be pasted. */
export const markDom: Record<string, Pick<MarkSpec, 'toDOM' | 'parseDOM'>> = {
  link: {
    toDOM: (mark) => [
      'a',
      {
        ...safe({ href: mark.attrs.href, title: mark.attrs.title }),
        rel: 'noopener noreferrer nofollow',
      },
      0,
    ],
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (element) => {
          const href = element.getAttribute('href') ?? '';
          return isSafeLink(href) ? { href, title: element.getAttribute('title') } : false;
        },
      },
    ],
  },
  textColor: { toDOM: custom('text-color', '--text-color') },
  backgroundColor: { toDOM: custom('background-color', '--background-color') },
  border: { toDOM: custom('border', '--border-color'), parseDOM: none },
  annotation: {
    toDOM: (mark) => ['span', { 'data-annotation': mark.attrs.id }, 0],
    parseDOM: none,
  },
  insertion: { toDOM: suggested('ins', 'insertion'), parseDOM: none },
  deletion: { toDOM: suggested('del', 'deletion'), parseDOM: none },
  modification: { toDOM: suggested('span', 'modification'), parseDOM: none },
};

function hexOf(mark: Mark): string {
  const colour = String(mark.attrs.color);
  return colour.startsWith('#') && isColour(colour) ? colour : 'inherit';
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
