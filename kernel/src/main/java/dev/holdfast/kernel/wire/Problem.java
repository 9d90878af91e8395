package dev.holdfast.kernel.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.holdfast.kernel.app.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as {@code application/problem+json} (RFC 9457).
 *
 * @param type URI of the code's documentation, relative
 * @param title what is wrong, the same for every occurrence
 * @param status HTTP status
 * @param detail what is wrong here and what to do
 * @param code stable code, for programs
 * @param instance incident id, null unless it is in the server's log
 * @param findings findings of a package, empty unless that is the problem
 * @param leave what an ended device is to do, null unless that is the problem
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    @Nullable String instance,
    List<Finding> findings,
    @Nullable Leave leave) {

  /** Media type. */
  public static final String MEDIA_TYPE = "application/problem+json";
}
