package dev.holdfast.server.contents.internal;

import dev.holdfast.kernel.digest.Sha256;
import dev.holdfast.server.contents.internal.UploadRows.Row;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens when the last byte of an upload is there: it is what it was said to be and becomes a
 * content, or it is gone. May be done again, also by two at once: a node may die over it.
 */
@ApplicationScoped
public class Completion {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final UploadRows uploads;
  private final PieceRows pieces;
  private final ContentRows contents;
  private final HashStates hashes;
  private final Scanning scanning;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Completion() {
    this(null, null, null, null, null, null);
  }

  /** On a database. */
  @Inject
  public Completion(
      UploadRows uploads,
      PieceRows pieces,
      ContentRows contents,
      HashStates hashes,
      Scanning scanning,
      Clock clock) {
    this.uploads = uploads;
    this.pieces = pieces;
    this.contents = contents;
    this.hashes = hashes;
    this.scanning = scanning;
    this.clock = clock;
  }

  /**
   * Completes an upload all of whose bytes are there.
   *
   * @throws RefusedException {@code CONTENT_DIFFERS}, {@code CONTENT_TYPE_LIES}: it is gone; {@code
   *     UPLOAD_EXPIRED} if it went meanwhile
   */
  void complete(String user, Row row) throws RefusedException {
    UUID upload = row.id();
    try {
      String sum = HexFormat.of().formatHex(hash(row).digest());
      if (!sum.equals(row.content())) {
        throw gone(
            user,
            upload,
            ErrorCode.CONTENT_DIFFERS,
            "What came has the SHA-256 " + sum + ", not " + row.content() + '.');
      }
      if (MediaSigns.lies(row.type(), pieces.head(upload, row.upload().bytes()))) {
        throw gone(
            user,
            upload,
            ErrorCode.CONTENT_TYPE_LIES,
            "It was said to be " + row.type() + "; its first bytes are not those of one.");
      }
    } catch (IOException e) {
      throw expired(e);
    }
    UUID holder =
        contents.store(upload, clock.instant(), scanning.isIdle()).orElseThrow(() -> expired(null));
    if (!holder.equals(upload)) {
      contents.holdsNothing(upload);
      pieces.remove(upload);
    }
    if (!scanning.isIdle()) {
      contents
          .find(row.content())
          .filter(content -> !content.cleared() && content.refused() == null)
          .ifPresent(scanning::scan);
    }
  }

  private MessageDigest hash(Row row) throws IOException {
    @Nullable MessageDigest known = hashes.take(row.id(), row.upload().bytes());
    if (known != null) {
      return known;
    }
    MessageDigest hash = Sha256.digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream all = new PieceStream(pieces, row.id(), row.upload().bytes())) {
      for (int read = all.read(buffer); read >= 0; read = all.read(buffer)) {
        hash.update(buffer, 0, read);
      }
    }
    return hash;
  }

  private RefusedException gone(String user, UUID upload, ErrorCode code, String detail) {
    uploads.end(user, upload);
    pieces.remove(upload);
    uploads.remove(upload);
    return new RefusedException(code, detail);
  }

  private static RefusedException expired(@Nullable IOException cause) {
    RefusedException expired =
        new RefusedException(ErrorCode.UPLOAD_EXPIRED, "It went while it was completed.");
    if (cause != null) {
      expired.initCause(new UncheckedIOException(cause));
    }
    return expired;
  }
}
