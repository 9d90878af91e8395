package dev.holdfast.server.platform.api;

import dev.holdfast.kernel.app.Finding;
import jakarta.ejb.ApplicationException;
import java.util.List;

/**
 * A use case that was refused for a reason that the caller can understand. Checked, because every
 * caller has to decide what to show; rolls back, because a refused use case changes nothing.
 */
@ApplicationException(rollback = true)
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<Finding> findings;

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
    super(detail);
    this.code = code;
    this.findings = List.copyOf(findings);
  }

  /** Which kind of refusal. */
  public ErrorCode code() {
    return code;
  }

  /** Findings of a refused document, empty otherwise. */
  public List<Finding> findings() {
    return findings;
  }
}
