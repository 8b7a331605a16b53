import type { Node } from 'prosemirror-model';
import type * as Y from 'yjs';

type YType = Y.AbstractType<unknown>;

/**
 * Remembers the ProseMirror node of each Y type, so that what did not change stays the identical object. It follows its
 * document: whatever a transaction touches is forgotten, with all that it stands in, before any observer hears of it.
 */
export class NodeCache {
  private readonly nodes = new WeakMap<object, Node>();

  constructor(private readonly doc: Y.Doc) {
    doc.on('beforeObserverCalls', this.forgetChanged);
  }

  get(type: object): Node | undefined {
    return this.nodes.get(type);
  }

  set(type: object, node: Node): void {
    this.nodes.set(type, node);
  }

  forget(type: YType): void {
    for (let at: YType | null = type; at; at = (at._item?.parent as YType | undefined) ?? null)
      this.nodes.delete(at);
  }

  destroy(): void {
    this.doc.off('beforeObserverCalls', this.forgetChanged);
  }

  private readonly forgetChanged = (transaction: Y.Transaction): void => {
    for (const type of transaction.changed.keys()) this.forget(type as unknown as YType);
  };
}
