import * as Y from 'yjs';

type YType = Y.ContentType['type'];

/** What one transaction did, while what it deleted can still be read. Valid only inside its `afterTransaction` event. */
export class Observation {
  readonly added: Y.Item[] = [];
  readonly removed: Y.Item[] = [];

  constructor(readonly transaction: Y.Transaction) {
    for (const [client, end] of transaction.afterState) {
      const start = transaction.beforeState.get(client) ?? 0;
      if (end > start) collect(this.added, transaction.doc, client, start);
    }
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (struct instanceof Y.Item && !this.isNew(struct)) this.removed.push(struct);
    });
  }

  isNew(item: Y.Item): boolean {
    return item.id.clock >= (this.transaction.beforeState.get(item.id.client) ?? 0);
  }

  /** Whether an item stood in the document before. */
  stood(item: Y.Item): boolean {
    return !this.isNew(item) && (!item.deleted || Y.isDeleted(this.transaction.deleteSet, item.id));
  }

  /** The texts in which something came, went, or changed its formats; also those that are new or gone. */
  texts(): Set<Y.XmlText> {
    const found = new Set<Y.XmlText>();
    for (const item of [...this.added, ...this.removed])
      if (item.parent instanceof Y.XmlText) found.add(item.parent);
    return found;
  }

  /** The value of an attribute before; `undefined` when there was none. */
  attributeBefore(element: Y.XmlElement, name: string): unknown {
    let item: Y.Item | null = element._map.get(name) ?? null;
    while (item && this.isNew(item)) item = item.left;
    return item && this.stood(item) ? valueOf(item) : undefined;
  }

  /** The elements that a type stands in, itself included, up to the root. */
  *holders(type: YType): Generator<Y.XmlElement> {
    for (let at: YType | null = type; at; at = (at._item?.parent as YType | undefined) ?? null)
      if (at instanceof Y.XmlElement) yield at;
  }
}

/** The value of an attribute now; `undefined` when there is none. */
export function attributeNow(element: Y.XmlElement, name: string): unknown {
  const item = element._map.get(name);
  return item && !item.deleted ? valueOf(item) : undefined;
}

function valueOf(item: Y.Item): unknown {
  return item.content instanceof Y.ContentAny ? item.content.arr.at(-1) : undefined;
}

function collect(items: Y.Item[], ydoc: Y.Doc, client: number, clock: number): void {
  const structs = ydoc.store.clients.get(client) ?? [];
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
    const struct = structs[index]!;
    if (struct instanceof Y.Item && struct.id.clock >= clock) items.push(struct);
  }
}
