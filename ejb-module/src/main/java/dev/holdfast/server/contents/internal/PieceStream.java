package dev.holdfast.server.contents.internal;

import java.io.IOException;
import java.util.UUID;

/** A content whose pieces are in the database, as a stream. Not thread-safe. */
final class PieceStream extends FetchedStream {
  private final PieceRows pieces;
  private final UUID upload;

  PieceStream(PieceRows pieces, UUID upload, long bytes) {
    super(0, bytes);
    this.pieces = pieces;
    this.upload = upload;
  }

  @Override
  byte[] fetch(long from) throws IOException {
    return pieces.from(upload, from);
  }
}
