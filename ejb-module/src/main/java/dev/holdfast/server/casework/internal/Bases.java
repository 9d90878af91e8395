package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.History.CaseVersion;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether what actions were made on is in the present history of their cases. A database that was
 * restored may have gone to the same version numbers again by other changes; a version's mark, the
 * moment at which it was made, tells them apart. Read once for all actions of a transaction.
 */
final class Bases {
  /** As rows have it. */
  private static final DateTimeFormatter MARK =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("x")
          .toFormatter(Locale.ROOT);

  private final Map<CaseVersion, Instant> made;
  private final Set<CaseVersion> untold = new HashSet<>();

  /**
   * Reads what there is to know.
   *
   * @param files the cases as they were read; nothing is judged yet
   */
  Bases(CaseFiles files, History history, List<Submitted> submitted) {
    made = new HashMap<>(files.made());
    Set<CaseVersion> earlier = new HashSet<>();
    for (Submitted each : submitted) {
      ActionSubmission action = each.action();
      if (action != null
          && action.baseMark() != null
          && files.get(action.caseId()) != null
          && !made.containsKey(base(action))) {
        earlier.add(base(action));
      }
    }
    if (!earlier.isEmpty()) {
      history
          .made(earlier)
          .forEach(
              (version, at) ->
                  at.ifPresentOrElse(when -> made.put(version, when), () -> untold.add(version)));
    }
  }

  /**
   * Whether the action's base is that very version. Where the device does not say, or the history
   * is too old to tell, the number counts.
   */
  boolean contain(ActionSubmission action) {
    String mark = action.baseMark();
    CaseVersion base = base(action);
    return mark == null || untold.contains(base) || same(mark, made.get(base));
  }

  private static boolean same(String mark, @Nullable Instant made) {
    try {
      return made != null && OffsetDateTime.parse(mark, MARK).toInstant().equals(made);
    } catch (DateTimeException e) {
      // No row has ever said this.
      return false;
    }
  }

  private static CaseVersion base(ActionSubmission action) {
    return new CaseVersion(action.caseId(), action.baseVersion());
  }
}
