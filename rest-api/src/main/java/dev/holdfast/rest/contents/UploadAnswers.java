package dev.holdfast.rest.contents;

import dev.holdfast.server.contents.api.ContentUploads.Upload;
import jakarta.ws.rs.core.Response;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What answers say of an upload. */
final class UploadAnswers {
  private UploadAnswers() {}

  /** Adds where it stands, and until when. */
  static Response.ResponseBuilder of(Response.ResponseBuilder answer, Upload upload) {
    return answer
        .header(Tus.OFFSET, upload.offset())
        .header(
            Tus.EXPIRES,
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                upload.expiresAt().atOffset(ZoneOffset.UTC)));
  }
}
