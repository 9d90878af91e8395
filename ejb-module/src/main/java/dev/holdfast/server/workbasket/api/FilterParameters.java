package dev.holdfast.server.workbasket.api;

import dev.holdfast.kernel.wire.Instants;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueFilter.Cause;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Filters as the parameters of an address, in which form they are kept. */
public final class FilterParameters {
  /** All that there are. */
  public static final Set<String> NAMES =
      Set.of(
          "workbasket",
          "status",
          "reason",
          "user",
          "device",
          "case",
          "from",
          "until",
          "assignee",
          "text",
          "application",
          "type",
          "action",
          "package",
          "field");

  private static final int LONGEST = 1_000;

  private FilterParameters() {}

  /** What a filter says; what it does not say is left out. */
  public static SortedMap<String, String> of(IssueFilter filter) {
    SortedMap<String, String> said = new TreeMap<>();
    put(said, "workbasket", filter.workbasket());
    put(said, "status", filter.status());
    put(said, "reason", filter.reason());
    put(said, "user", filter.user());
    put(said, "device", filter.device());
    put(said, "case", filter.caseId());
    put(said, "from", filter.from());
    put(said, "until", filter.until());
    put(said, "assignee", filter.assignee());
    put(said, "text", filter.text());
    put(said, "application", filter.cause().application());
    put(said, "type", filter.cause().caseType());
    put(said, "action", filter.cause().action());
    put(said, "package", filter.cause().packageVersion());
    put(said, "field", filter.cause().field());
    return said;
  }

  /**
   * The filter that parameters say.
   *
   * @throws RefusedException {@code INVALID} for an unknown parameter or a value that can't be read
   */
  public static IssueFilter read(Map<String, String> said) throws RefusedException {
    for (Map.Entry<String, String> entry : said.entrySet()) {
      String value = entry.getValue();
      if (!NAMES.contains(entry.getKey())
          || value == null
          || value.length() > LONGEST
          || value.indexOf(0) >= 0) {
        throw invalid(entry.getKey());
      }
    }
    return new IssueFilter(
            said.get("workbasket"),
            said.get("status"),
            said.get("reason"),
            said.get("user"),
            read(said, "device", UUID::fromString),
            read(said, "case", UUID::fromString),
            read(said, "from", Instants::parse),
            read(said, "until", Instants::parse),
            said.get("text"))
        .assignedTo(said.get("assignee"))
        .of(
            new Cause(
                said.get("application"),
                said.get("type"),
                said.get("action"),
                said.get("package"),
                said.get("field")));
  }

  private static <T> @Nullable T read(
      Map<String, String> said, String name, Function<String, T> reader) throws RefusedException {
    String text = said.get(name);
    try {
      return text == null ? null : reader.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      RefusedException refused = invalid(name);
      refused.initCause(e);
      throw refused;
    }
  }

  private static RefusedException invalid(String name) {
    return new RefusedException(
        ErrorCode.INVALID,
        "The filter's parameter "
            + name
            + " is none of "
            + NAMES
            + ", or its value can't be read.");
  }

  private static void put(Map<String, String> said, String name, @Nullable Object value) {
    if (value != null) {
      said.put(name, value.toString());
    }
  }
}
