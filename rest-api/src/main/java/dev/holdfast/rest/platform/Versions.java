package dev.holdfast.rest.platform;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions of what people edit, as entity tags. */
public final class Versions {
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

  private Versions() {}

  /** An answer that says which version it shows. */
  public static Response answer(Object entity, long version) {
    return Response.ok(entity).tag(new EntityTag(String.valueOf(version))).build();
  }

  /**
   * The version that the caller has seen.
   *
   * @param ifMatch the header {@code If-Match}, null if there is none
   * @throws RefusedException {@code PRECONDITION_REQUIRED} without the header, {@code STALE} if it
   *     is no tag of ours, so that nothing can have it
   */
  public static long expected(@Nullable String ifMatch) throws RefusedException {
    if (ifMatch == null) {
      throw new RefusedException(
          ErrorCode.PRECONDITION_REQUIRED, ErrorCode.PRECONDITION_REQUIRED.remedy());
    }
    Matcher tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw new RefusedException(ErrorCode.STALE, "No version has the tag " + ifMatch + ".");
    }
    return Long.parseLong(tag.group(1));
  }
}
