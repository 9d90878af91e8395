package dev.holdfast.server.contents.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes contents from devices, in pieces. Each call is for itself: what one has returned is kept,
 * whatever becomes of the next. An upload belongs to its user; to everybody else it is not there.
 */
@Local
public interface ContentUploads {
  /** Bytes of a piece as it is stored. Appends that end at a multiple of it cost least. */
  int PIECE_BYTES = 256 * 1024;

  /**
   * What a device is about to send.
   *
   * @param id lower-case hexadecimal SHA-256
   * @param bytes its length
   * @param type its media type
   * @param place the field that will name it
   * @param resume whether the answer may be an upload that is there, at its offset
   */
  record Announced(String id, long bytes, String type, Place place, boolean resume) {}

  /**
   * Where a content will be named.
   *
   * @param application name of the application
   * @param version version of the package in whose words the others are, null for the one in force
   * @param caseType name of the case type
   * @param field the field, {@code list.field} within a list of records
   */
  record Place(String application, @Nullable String version, String caseType, String field) {}

  /**
   * How an upload stands.
   *
   * @param id its id
   * @param bytes length of the content
   * @param offset how many of them are there
   * @param expiresAt when it goes if nothing more comes
   */
  record Upload(UUID id, long bytes, long offset, Instant expiresAt) {}

  /** The largest content that is taken at all, in bytes. */
  long maxBytes();

  /**
   * Begins an upload, or finds one to go on with.
   *
   * @throws RefusedException {@code INVALID} if the id is none; {@code NOT_FOUND} if the place is
   *     none for this user; {@code CONTENT_TOO_LARGE}, {@code CONTENT_TYPE_REFUSED}, {@code
   *     QUOTA_EXCEEDED}; of an empty content as {@link #append} with the last byte
   */
  Upload create(Caller caller, Announced announced) throws RefusedException;

  /**
   * The same for a device that was ended, whatever its user may do now: what its last actions bring
   * is there for who decides on them.
   */
  Upload createLast(Caller caller, Announced announced) throws RefusedException;

  /**
   * An upload of the user. If all of it is there it is completed first, should that not have been
   * done.
   *
   * @throws RefusedException {@code NOT_FOUND}, {@code UPLOAD_EXPIRED}; as {@link #append} with the
   *     last byte
   */
  Upload find(Caller caller, UUID upload) throws RefusedException;

  /**
   * Takes more of it. With the last byte the content is complete, or the upload is gone.
   *
   * @param offset where the bytes belong: just behind what is there
   * @param bytes an array that begins with them
   * @param length how many, at least 1; no more than fit into the piece that the offset is in
   * @throws RefusedException {@code NOT_FOUND}, {@code UPLOAD_EXPIRED}; {@code OFFSET_CONFLICT} if
   *     the upload does not stand at the offset; {@code TOO_LARGE} if more comes than was
   *     announced; with the last byte {@code CONTENT_DIFFERS} if all of it is not what the id says,
   *     {@code CONTENT_TYPE_LIES} if it is not of the type that was said
   */
  Upload append(Caller caller, UUID upload, long offset, byte[] bytes, int length)
      throws RefusedException;

  /**
   * Ends an upload; a complete content stays.
   *
   * @throws RefusedException {@code NOT_FOUND}
   */
  void end(Caller caller, UUID upload) throws RefusedException;
}
