package dev.holdfast.rest.contents;

import static dev.holdfast.server.contents.api.ContentUploads.PIECE_BYTES;

import dev.holdfast.server.contents.api.ContentUploads;
import dev.holdfast.server.contents.api.ContentUploads.Upload;
import dev.holdfast.server.contents.api.UploadSlots;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ws.rs.WebApplicationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes bodies piece by piece. What has come before a body is cut is stored, too. */
final class Parts {
  private final ContentUploads uploads;
  private final UploadSlots slots;
  private final Caller caller;
  private final UUID upload;

  Parts(ContentUploads uploads, UploadSlots slots, Caller caller, UUID upload) {
    this.uploads = uploads;
    this.slots = slots;
    this.caller = caller;
    this.upload = upload;
  }

  /**
   * Stores a body, unless too many are being taken already.
   *
   * @param offset where it belongs
   * @param checksum the header {@code Upload-Checksum}, null if there is none
   * @return how the upload stands after it, null if the body is empty
   * @throws RefusedException as {@link ContentUploads#append}; {@code UPLOADS_BUSY}; {@code
   *     CHECKSUM_MISMATCH}
   * @throws IOException if the body was cut
   */
  @Nullable Upload take(long offset, @Nullable String checksum, InputStream body)
      throws IOException, RefusedException {
    try (UploadSlots.Slot slot = slots.take()) {
      return take(
          offset,
          checksum == null
              ? body
              : new ByteArrayInputStream(Checksum.read(checksum).checked(body)));
    }
  }

  private @Nullable Upload take(long offset, InputStream body)
      throws IOException, RefusedException {
    byte[] buffer = new byte[PIECE_BYTES];
    long at = offset;
    @Nullable Upload stands = null;
    boolean more = true;
    while (more) {
      int room = PIECE_BYTES - (int) (at % PIECE_BYTES);
      int filled = 0;
      try {
        while (more && filled < room) {
          int read = body.read(buffer, filled, room - filled);
          more = read >= 0;
          filled += Math.max(0, read);
        }
      } catch (IOException | WebApplicationException cut) {
        store(at, buffer, filled, stands);
        throw cut;
      }
      stands = store(at, buffer, filled, stands);
      at += filled;
    }
    return stands;
  }

  private @Nullable Upload store(long at, byte[] buffer, int filled, @Nullable Upload before)
      throws RefusedException {
    return filled == 0 ? before : uploads.append(caller, upload, at, buffer, filled);
  }
}
