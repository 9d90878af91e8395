package dev.holdfast.server.platform.api;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.wire.Leave;
import jakarta.ejb.ApplicationException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A use case that was refused for a reason that the caller can understand. Checked, because every
 * caller has to decide what to show; rolls back, because a refused use case changes nothing.
 */
@ApplicationException(rollback = true)
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<Finding> findings;
  private final @Nullable Duration retryAfter;
  private final transient @Nullable Leave leave;

  /**
   * Refuses.
   *
   * @param code which kind of refusal
   * @param detail what is wrong here and what to do; shown to people
   */
  public RefusedException(ErrorCode code, String detail) {
    this(code, detail, List.of());
  }

  /**
   * Refuses a document.
   *
   * @param code which kind of refusal
   * @param detail what is wrong here and what to do; shown to people
   * @param findings every finding
   */
  public RefusedException(ErrorCode code, String detail, List<Finding> findings) {
    this(code, detail, findings, null, null);
  }

  private RefusedException(
      ErrorCode code,
      String detail,
      List<Finding> findings,
      @Nullable Duration retryAfter,
      @Nullable Leave leave) {
    super(detail);
    this.code = code;
    this.findings = List.copyOf(findings);
    this.retryAfter = retryAfter;
    this.leave = leave;
  }

  /**
   * Refuses for now.
   *
   * @param code which kind of refusal
   * @param detail what is wrong here and what to do; shown to people
   * @param wait how long to wait before the next try
   */
  public static RefusedException later(ErrorCode code, String detail, Duration wait) {
    return new RefusedException(code, detail, List.of(), wait, null);
  }

  /**
   * Refuses a device that was ended.
   *
   * @param code which kind of refusal
   * @param detail what is wrong here and what to do; shown to people
   * @param leave what the device is to do
   */
  public static RefusedException leaving(ErrorCode code, String detail, Leave leave) {
    return new RefusedException(code, detail, List.of(), null, leave);
  }

  /** Which kind of refusal. */
  public ErrorCode code() {
    return code;
  }

  /** How long to wait before the next try, null if nobody can tell. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** What a device that was ended is to do, null if that is not why. */
  public @Nullable Leave leave() {
    return leave;
  }

  /** Findings of a refused document, empty otherwise. */
  public List<Finding> findings() {
    return findings;
  }
}
