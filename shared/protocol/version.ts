/** Raised with every change of the wire (PROTOCOL.md, H and below). 1: the first. */
export const protocolVersion = 1;

/** Raised with every change of how a document is stored (PROTOCOL.md, L rules). 1: the first. */
export const layoutVersion = 1;
