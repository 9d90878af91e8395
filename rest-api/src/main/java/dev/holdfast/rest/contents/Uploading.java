package dev.holdfast.rest.contents;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.server.contents.api.ContentUploads;
import dev.holdfast.server.contents.api.ContentUploads.Announced;
import dev.holdfast.server.contents.api.ContentUploads.Upload;
import dev.holdfast.server.contents.api.UploadSlots;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Uploads by tus, whichever door they come through. */
@RequestScoped
public class Uploading {
  @Inject private ContentUploads uploads;
  @Inject private UploadSlots slots;
  @Inject private CurrentCaller caller;

  /** Begins one. */
  @FunctionalInterface
  interface Beginning {
    Upload begin(ContentUploads uploads, Caller caller, Announced announced)
        throws RefusedException;
  }

  /**
   * What a creation brings.
   *
   * @param length the header {@code Upload-Length}
   * @param metadata the header {@code Upload-Metadata}
   * @param checksum the header {@code Upload-Checksum}
   * @param type the header {@code Content-Type}
   * @param body the first part, if the type says so
   */
  record Creation(
      @Nullable String length,
      @Nullable String metadata,
      @Nullable String checksum,
      @Nullable String type,
      InputStream body) {}

  /**
   * Begins an upload, or finds one to go on with; a body is its first part.
   *
   * @param door path of the uploads
   */
  Response begin(Creation creation, String door, Beginning beginning)
      throws RefusedException, IOException {
    Announced announced = Metadata.read(creation.metadata()).announced(creation.length());
    Upload upload = beginning.begin(uploads, caller.get(), announced);
    if (Tus.PART.equals(creation.type()) && upload.offset() == 0 && upload.bytes() > 0) {
      @Nullable Upload after =
          new Parts(uploads, slots, caller.get(), upload.id())
              .take(0, creation.checksum(), creation.body());
      upload = after == null ? upload : after;
    }
    return UploadAnswers.of(Response.status(Status.CREATED), upload)
        .header(HttpHeaders.LOCATION, door + upload.id())
        .build();
  }

  /** Where an upload stands. */
  Response stands(UUID id) throws RefusedException {
    Upload upload = uploads.find(caller.get(), id);
    return UploadAnswers.of(Response.ok(), upload).header(Tus.LENGTH, upload.bytes()).build();
  }

  /** Takes more of an upload, in pieces. */
  Response take(UUID id, @Nullable String offset, @Nullable String checksum, InputStream body)
      throws RefusedException, IOException {
    if (offset == null || !offset.matches("[0-9]{1,18}")) {
      throw new RefusedException(
          ErrorCode.MALFORMED, "Say in " + Tus.OFFSET + " where it belongs.");
    }
    long at = Long.parseLong(offset);
    Upload stands = uploads.find(caller.get(), id);
    if (stands.offset() != at) {
      throw new RefusedException(
          ErrorCode.OFFSET_CONFLICT,
          "The upload stands at " + stands.offset() + ", not at " + at + '.');
    }
    @Nullable Upload after = new Parts(uploads, slots, caller.get(), id).take(at, checksum, body);
    return UploadAnswers.of(Response.noContent(), after == null ? stands : after).build();
  }
}
