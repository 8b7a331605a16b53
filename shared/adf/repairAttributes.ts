type Json = Record<string, unknown>;

/**
 * Attributes that each are right but not together, which two people can bring about at the same moment: keeps what ADF
 * allows together. What came from ADF is never changed.
 */
export function repairAttributes(type: string, attrs: Json): void {
  if (Object.hasOwn(repairs, type)) repairs[type]?.(attrs);
}

const repairs: Record<string, (attrs: Json) => void> = {
  media(attrs) {
    if (attrs.type !== 'external' && 'id' in attrs) {
      attrs.collection ??= '';
      delete attrs.url;
      return;
    }
    if (attrs.type !== 'external' && !('url' in attrs)) attrs.url = '';
    attrs.type = 'external';
    attrs.url ??= '';
    remove(attrs, ['id', 'collection', 'occurrenceKey']);
  },
  mediaSingle(attrs) {
    if (attrs.widthType === 'pixel') {
      if (!('width' in attrs)) delete attrs.widthType;
    } else if (typeof attrs.width === 'number' && attrs.width > 100) {
      attrs.widthType = 'pixel';
    }
  },
  inlineCard(attrs) {
    if ('url' in attrs) delete attrs.data;
    else if (!('data' in attrs)) attrs.url = '';
  },
  blockCard(attrs) {
    if ('datasource' in attrs) {
      delete attrs.data;
      return;
    }
    remove(attrs, ['width', 'layout']);
    if ('url' in attrs) delete attrs.data;
    else if (!('data' in attrs)) attrs.url = '';
  },
};

function remove(attrs: Json, names: readonly string[]): void {
  for (const name of names) delete attrs[name];
}
