package dev.holdfast.server.history.api;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The append-only trail of what administrators change: users, devices, packages, orders. What
 * happens to a case is in its {@link History} instead.
 */
@Local
public interface Audit {
  /** Who does what the server does by itself; no user can be called that. */
  String SERVER = "(server)";

  /**
   * Writes an entry in the caller's transaction.
   *
   * @param user who
   * @param action what
   * @param subject to what
   * @param reason why, null if nobody was asked
   * @param changes what it changed, by field, values in JSON form; never a secret
   */
  void record(
      String user,
      AuditAction action,
      String subject,
      @Nullable String reason,
      Map<String, Change> changes);

  /**
   * What to list; null is anything.
   *
   * @param user exactly who
   * @param action code of an action
   * @param subject part of the subject
   */
  record AuditFilter(@Nullable String user, @Nullable String action, @Nullable String subject) {}

  /**
   * Entries under a filter, newest first; administrators only.
   *
   * @throws RefusedException {@code NOT_ALLOWED}, {@code INVALID} for an unknown action
   */
  Page<AuditEntry> list(Caller caller, AuditFilter filter, PageRequest page)
      throws RefusedException;
}
