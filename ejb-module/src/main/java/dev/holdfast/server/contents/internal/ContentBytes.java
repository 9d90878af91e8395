package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.internal.ContentRows.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The bytes of complete contents, wherever they lie. */
@ApplicationScoped
public class ContentBytes {
  private final ContentRows contents;
  private final PieceRows pieces;
  private final StoreReads store;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected ContentBytes() {
    this(null, null, null);
  }

  /** In a database and a store. */
  @Inject
  public ContentBytes(ContentRows contents, PieceRows pieces, StoreReads store) {
    this.contents = contents;
    this.pieces = pieces;
    this.store = store;
  }

  /** A part of a content, from one byte to before another. */
  ContentStream open(Row content, long from, long to) {
    return new ContentStream(contents, pieces, store, content, from, to);
  }
}
