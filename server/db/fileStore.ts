/** The port for files: content-addressed, so that the same bytes are kept once; access only through the owning record. */
export interface FileStore {
  /** Streams in; refuses with `input.too-large` beyond `maxBytes`, leaving nothing behind. */
  put(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredFile>;
  /** Null for an unknown hash. */
  open(sha256: string): Promise<AsyncIterable<Uint8Array> | null>;
  remove(sha256: string): Promise<void>;
}

export interface StoredFile {
  /** Lower-case hexadecimal. */
  sha256: string;
  bytes: number;
}
