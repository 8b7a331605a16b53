import {
  colour,
  flag,
  image,
  integer,
  json,
  link,
  listOf,
  matching,
  nonEmptyText,
  nullable,
  number,
  oneOf,
  preserved,
  preservedMark,
  safeJson,
  shape,
  text,
  type Check,
} from './checks.ts';

/** One attribute of a node or mark: what it may be, and what it is when ADF does not say (null: ADF leaves it out). */
export interface AttributeRule {
  readonly check: Check;
  /** Absent when every node must say it. */
  readonly default?: unknown;
}

export type AttributeRules = Readonly<Record<string, AttributeRule>>;

const optional = (check: Check): AttributeRule => ({ check: nullable(check), default: null });
const byDefault = (value: unknown, check: Check): AttributeRule => ({ check, default: value });
const required = (check: Check): AttributeRule => ({ check });

const localId = optional(text);
const identity = { localId: byDefault('', text) };
const widths = [
  'wide',
  'full-width',
  'center',
  'wrap-right',
  'wrap-left',
  'align-end',
  'align-start',
];
const vertical = optional(oneOf('top', 'middle', 'bottom'));

const extension = {
  extensionKey: required(nonEmptyText),
  extensionType: required(nonEmptyText),
  parameters: optional(json),
  text: optional(text),
  localId: optional(nonEmptyText),
};
const extensionLayout = byDefault('default', oneOf('default', 'wide', 'full-width'));

const cell = {
  colspan: byDefault(1, integer(1, 1000)),
  rowspan: byDefault(1, integer(1, 10_000)),
  colwidth: optional(listOf(number())),
  background: optional(colour),
  localId,
  valign: vertical,
};

const task = { ...identity, state: byDefault('TODO', oneOf('TODO', 'DONE')) };
const sync = { resourceId: byDefault('', text), localId: byDefault('', text) };

const datasource = shape({
  id: text,
  parameters: json,
  views: listOf(shape({ type: text, 'properties?': json }), 1),
});

/**
 * The attributes of every node type, by their ADF names. A default other than null is one that the normal form writes out; null is one
 * that it leaves out. `attributes.test.ts` holds the names and bounds against ADF's own JSON schema.
 */
export const nodeAttributes: Readonly<Record<string, AttributeRules>> = {
  doc: {},
  text: {},
  paragraph: { localId },
  heading: { level: byDefault(1, integer(1, 6)), localId },
  bulletList: { localId },
  orderedList: { order: byDefault(1, number(0)), localId },
  listItem: { localId },
  blockquote: { localId },
  rule: { localId },
  codeBlock: {
    language: optional(text),
    uniqueId: optional(text),
    localId,
    wrap: optional(flag),
    hideLineNumbers: optional(flag),
  },
  panel: {
    panelType: byDefault(
      'info',
      oneOf('info', 'note', 'tip', 'warning', 'error', 'success', 'custom'),
    ),
    panelIcon: optional(text),
    panelIconId: optional(text),
    panelIconText: optional(text),
    panelColor: optional(colour),
    localId,
  },
  expand: { title: byDefault('', text), localId },
  nestedExpand: { title: optional(text), localId },
  table: {
    displayMode: optional(oneOf('default', 'fixed')),
    isNumberColumnEnabled: byDefault(false, flag),
    layout: byDefault(
      'default',
      oneOf('default', 'wide', 'full-width', 'center', 'align-end', 'align-start'),
    ),
    localId: optional(nonEmptyText),
    width: optional(number()),
  },
  tableRow: { localId },
  tableCell: cell,
  tableHeader: cell,
  layoutSection: { localId },
  layoutColumn: { width: byDefault(50, number(0, 100)), localId, valign: vertical },
  decisionList: identity,
  decisionItem: { ...identity, state: byDefault('DECIDED', text) },
  taskList: identity,
  taskItem: task,
  blockTaskItem: task,
  mediaGroup: {},
  mediaSingle: {
    localId,
    width: optional(number(0)),
    layout: byDefault('center', oneOf(...widths)),
    widthType: optional(oneOf('percentage', 'pixel')),
  },
  media: {
    type: byDefault('external', oneOf('file', 'link', 'external')),
    localId,
    id: optional(nonEmptyText),
    alt: optional(text),
    collection: optional(text),
    height: optional(number()),
    occurrenceKey: optional(nonEmptyText),
    width: optional(number()),
    url: optional(image),
  },
  caption: { localId },
  mediaInline: {
    type: byDefault('file', oneOf('file', 'link', 'image')),
    localId,
    id: required(nonEmptyText),
    alt: optional(text),
    collection: required(text),
    occurrenceKey: optional(nonEmptyText),
    width: optional(number()),
    height: optional(number()),
    data: optional(safeJson),
  },
  blockCard: {
    localId,
    url: optional(link),
    datasource: optional(datasource),
    width: optional(number()),
    layout: optional(oneOf(...widths)),
    data: optional(safeJson),
  },
  embedCard: {
    url: required(link),
    layout: byDefault('center', oneOf(...widths)),
    width: byDefault(100, number(0, 100)),
    originalHeight: optional(number()),
    originalWidth: optional(number()),
    localId,
  },
  extension: { ...extension, layout: extensionLayout },
  bodiedExtension: { ...extension, layout: extensionLayout },
  syncBlock: sync,
  bodiedSyncBlock: sync,
  unsupportedBlock: { originalValue: required(preserved) },
  mention: {
    id: required(text),
    localId,
    text: byDefault('', text),
    accessLevel: byDefault('', text),
    userType: optional(oneOf('DEFAULT', 'SPECIAL', 'APP')),
  },
  emoji: {
    shortName: required(text),
    id: byDefault('', text),
    text: byDefault('', text),
    localId,
  },
  date: { timestamp: required(nonEmptyText), localId },
  status: {
    text: byDefault('', text),
    color: byDefault(
      'neutral',
      matching(/^(neutral|purple|blue|red|yellow|green|#[0-9a-fA-F]{6})$/, 'a status colour'),
    ),
    localId: byDefault('', text),
    style: byDefault('', text),
  },
  hardBreak: { text: optional(oneOf('\n')), localId },
  placeholder: { text: required(text), localId },
  inlineCard: { url: optional(link), localId, data: optional(safeJson) },
  inlineExtension: extension,
  unsupportedInline: { originalValue: required(preserved) },
};

const hexColour = byHex(/^#[0-9a-fA-F]{6}$/);

/** The attributes of every mark type, by the same rules. */
export const markAttributes: Readonly<Record<string, AttributeRules>> = {
  link: {
    href: required(link),
    title: optional(text),
    id: optional(text),
    collection: optional(text),
    occurrenceKey: optional(text),
  },
  em: {},
  strong: {},
  strike: {},
  underline: {},
  code: {},
  subsup: { type: required(oneOf('sub', 'sup')) },
  textColor: { color: hexColour },
  backgroundColor: { color: hexColour },
  annotation: {
    id: required(text),
    annotationType: byDefault('inlineComment', oneOf('inlineComment')),
  },
  alignment: { align: required(oneOf('center', 'end')) },
  indentation: { level: required(integer(1, 6)) },
  fontSize: { fontSize: required(oneOf('small')) },
  breakout: { mode: required(oneOf('wide', 'full-width')), width: optional(number()) },
  dataConsumer: { sources: required(listOf(text, 1)) },
  fragment: { localId: required(nonEmptyText), name: optional(text) },
  border: { size: required(number(1, 3)), color: byHex(/^#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6})$/) },
  unsupportedMark: { originalValue: required(preservedMark) },
  unsupportedNodeAttribute: { type: required(preserved), unsupported: required(preserved) },
};

function byHex(pattern: RegExp): AttributeRule {
  return required(matching(pattern, 'a colour such as #172b4d'));
}
