package dev.holdfast.server.contents.internal;

import dev.holdfast.kernel.digest.Sha256;
import dev.holdfast.server.contents.api.ContentUploads;
import dev.holdfast.server.contents.internal.ContentRows.Row;
import dev.holdfast.server.contents.internal.store.DamagedException;
import dev.holdfast.server.contents.internal.store.SealedObjects;
import dev.holdfast.server.platform.api.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;

/**
 * Moves one content from one place to the other: copied, looked at where it is now, and only then
 * let go of where it was. May be cut anywhere; what is done again begins anew. Of two that do it at
 * once, one wins.
 */
@ApplicationScoped
public class Moves {
  private final MoveRows rows;
  private final MoveBackStep back;
  private final PieceRows pieces;
  private final Ids ids;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Moves() {
    this(null, null, null, null, null);
  }

  /** In a database. */
  @Inject
  public Moves(MoveRows rows, MoveBackStep back, PieceRows pieces, Ids ids, Clock clock) {
    this.rows = rows;
    this.back = back;
    this.pieces = pieces;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Into the store.
   *
   * @throws DamagedException if what is in the database, or then in the store, is not what the id
   *     says; the content stays where it is
   * @throws BytesGoneException if it went meanwhile
   */
  void over(Row content, SealedObjects objects) throws IOException {
    UUID upload = content.lying().upload();
    UUID object = ids.next();
    rows.begin(object, clock.instant());
    byte[] head = pieces.head(upload, content.bytes());
    MessageDigest sent = Sha256.digest();
    try (InputStream in =
        new DigestInputStream(new PieceStream(pieces, upload, content.bytes()), sent)) {
      objects.write(object, in, content.bytes(), parts -> rows.begun(object, parts));
    }
    requireSame(content, sent, "what the database has of it");
    MessageDigest stored = Sha256.digest();
    long at = 0;
    while (at < content.bytes()) {
      byte[] some = objects.read(object, content.bytes(), at, content.bytes());
      stored.update(some);
      at += some.length;
    }
    requireSame(content, stored, "what the store has of it");
    if (rows.keep(content, object, head)) {
      rows.letGo(content.id(), upload, object);
    }
  }

  /**
   * Into the database.
   *
   * @throws DamagedException if what the store has is not what the id says, or not there; the
   *     content stays there
   * @throws BytesGoneException if it went meanwhile
   */
  void back(Row content, SealedObjects objects) throws IOException {
    UUID object = Objects.requireNonNull(content.lying().object());
    rows.expectPieces(content.id(), object);
    MessageDigest stored = Sha256.digest();
    long at = 0;
    while (at < content.bytes()) {
      byte[] some = objects.read(object, content.bytes(), at, content.bytes());
      for (int from = 0; from < some.length; from += ContentUploads.PIECE_BYTES) {
        int to = Math.min(some.length, from + ContentUploads.PIECE_BYTES);
        byte[] piece = Arrays.copyOfRange(some, from, to);
        if (!rows.putBack(content.id(), object, PieceRows.number(at + from), piece)) {
          throw new BytesGoneException("content " + content.id() + " was removed");
        }
      }
      stored.update(some);
      at += some.length;
    }
    requireSame(content, stored, "what the store has of it");
    if (!back.back(content.id(), object)) {
      throw new BytesGoneException("content " + content.id() + " was moved by somebody else");
    }
  }

  private static void requireSame(Row content, MessageDigest sum, String what)
      throws DamagedException {
    String is = HexFormat.of().formatHex(sum.digest());
    if (!is.equals(content.id())) {
      throw new DamagedException(what + " has the SHA-256 " + is, null);
    }
  }
}
