package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.internal.ContentRows.Lying;
import dev.holdfast.server.contents.internal.store.DamagedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a content as a stream, from wherever it lies; goes on where it lies next if it is moved
 * meanwhile. Holds some pieces of it, and no connection between two reads. Not thread-safe.
 */
final class ContentStream extends InputStream {
  private final ContentRows contents;
  private final PieceRows pieces;
  private final StoreReads store;
  private final ContentRows.Row content;
  private final long to;
  private Lying lying;
  private byte[] some = new byte[0];
  private int next;
  private long fetched;

  ContentStream(
      ContentRows contents,
      PieceRows pieces,
      StoreReads store,
      ContentRows.Row content,
      long from,
      long to) {
    this.contents = contents;
    this.pieces = pieces;
    this.store = store;
    this.content = content;
    this.lying = content.lying();
    this.fetched = from;
    this.to = to;
  }

  /** Fetches the first bytes, so that it is known whether there are any. */
  void begin() throws IOException {
    isAtEnd();
  }

  @Override
  public int read() throws IOException {
    return isAtEnd() ? -1 : some[next++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (isAtEnd()) {
      return -1;
    }
    int taken = Math.min(length, available());
    System.arraycopy(some, next, target, offset, taken);
    next += taken;
    return taken;
  }

  /** What is there of what is asked for. */
  @Override
  public int available() {
    return (int) Math.min(some.length - next, to - (fetched - some.length) - next);
  }

  private boolean isAtEnd() throws IOException {
    if (available() == 0 && fetched < to) {
      some = fetch();
      next = 0;
      fetched += some.length;
    }
    return available() == 0;
  }

  private byte[] fetch() throws IOException {
    while (true) {
      try {
        return fetch(lying.object());
      } catch (BytesGoneException | DamagedException e) {
        Lying now =
            contents.find(content.id()).map(ContentRows.Row::lying).orElseThrow(() -> gone(e));
        if (now.equals(lying)) {
          throw e;
        }
        lying = now;
      }
    }
  }

  private byte[] fetch(@Nullable UUID object) throws IOException {
    if (object == null) {
      return pieces.from(lying.upload(), fetched);
    }
    return store.read(content, object, fetched, to);
  }

  private static BytesGoneException gone(IOException cause) {
    BytesGoneException gone = new BytesGoneException("the content was removed");
    gone.initCause(cause);
    return gone;
  }
}
