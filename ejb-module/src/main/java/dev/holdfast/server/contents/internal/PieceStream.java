package dev.holdfast.server.contents.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/** A content as a stream; holds one piece of it. Not thread-safe. */
final class PieceStream extends InputStream {
  private final PieceRows pieces;
  private final UUID upload;
  private final long bytes;
  private byte[] piece = new byte[0];
  private int next;
  private long fetched;

  PieceStream(PieceRows pieces, UUID upload, long bytes) {
    this.pieces = pieces;
    this.upload = upload;
    this.bytes = bytes;
  }

  @Override
  public int read() throws IOException {
    return isAtEnd() ? -1 : piece[next++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (isAtEnd()) {
      return -1;
    }
    int taken = Math.min(length, piece.length - next);
    System.arraycopy(piece, next, target, offset, taken);
    next += taken;
    return taken;
  }

  private boolean isAtEnd() throws IOException {
    if (next == piece.length && fetched < bytes) {
      piece = pieces.from(upload, fetched);
      next = 0;
      fetched += piece.length;
    }
    return next == piece.length;
  }
}
