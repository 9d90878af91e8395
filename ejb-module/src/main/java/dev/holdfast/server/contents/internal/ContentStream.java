package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.internal.ContentRows.Lying;
import dev.holdfast.server.contents.internal.store.DamagedException;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a content as a stream, from wherever it lies; goes on where it lies next if it is moved
 * meanwhile. Not thread-safe.
 */
final class ContentStream extends FetchedStream {
  private final ContentRows contents;
  private final PieceRows pieces;
  private final StoreReads store;
  private final ContentRows.Row content;
  private final long to;
  private Lying lying;

  ContentStream(
      ContentRows contents,
      PieceRows pieces,
      StoreReads store,
      ContentRows.Row content,
      long from,
      long to) {
    super(from, to);
    this.contents = contents;
    this.pieces = pieces;
    this.store = store;
    this.content = content;
    this.lying = content.lying();
    this.to = to;
  }

  /** Fetches the first bytes, so that it is known whether there are any. */
  void begin() throws IOException {
    isAtEnd();
  }

  @Override
  byte[] fetch(long from) throws IOException {
    while (true) {
      try {
        return fetch(lying.object(), from);
      } catch (BytesGoneException | DamagedException e) {
        Lying now =
            contents.find(content.id()).map(ContentRows.Row::lying).orElseThrow(() -> gone(e));
        if (now.equals(lying)) {
          throw new DamagedException("content " + content.id() + " has not all of its bytes", e);
        }
        lying = now;
      }
    }
  }

  private byte[] fetch(@Nullable UUID object, long from) throws IOException {
    if (object == null) {
      return pieces.from(lying.upload(), from);
    }
    return store.read(content, object, from, to);
  }

  private static BytesGoneException gone(IOException cause) {
    BytesGoneException gone = new BytesGoneException("the content was removed");
    gone.initCause(cause);
    return gone;
  }
}
