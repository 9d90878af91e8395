package dev.holdfast.server.history.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.digest.HistoryHash;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.history.api.HistoryEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How entries are linked and written down. Everything that an entry says is covered by its hash;
 * the key's spelling is part of the format and never changes.
 */
final class Chain {
  private static final TypeReference<Map<String, List<@Nullable Object>>> CHANGES =
      new TypeReference<>() {};

  private Chain() {}

  /** The end of a case's chain. */
  record End(long position, String hash) {
    static final End START = new End(0, HistoryHash.START);
  }

  /** The hash of an entry that comes after {@code previous}. */
  static String hash(String previous, HistoryEntry entry) {
    Map<String, @Nullable Object> content = new TreeMap<>();
    content.put("case", entry.caseId().toString());
    content.put("position", entry.position());
    content.put("at", entry.at().toString());
    content.put("user", entry.user());
    content.put("device", text(entry.device()));
    content.put("action", entry.action());
    content.put("action-id", text(entry.actionId()));
    content.put("outcome", entry.outcome());
    content.put("reason", entry.reason());
    content.put("version", entry.version());
    content.put("base-version", entry.baseVersion());
    content.put("package-version", entry.packageVersion());
    content.put("performed-at", text(entry.performedAt()));
    content.put("clock-offset-millis", entry.clockOffsetMillis());
    content.put("changes", pairs(entry.changes()));
    content.put("overwritten", pairs(entry.overwritten()));
    return HistoryHash.of(previous, content);
  }

  /** Changes as JSON: {@code {"field": [from, to]}}. */
  static String toJson(Map<String, Change> changes) {
    return CanonicalJson.of(pairs(changes));
  }

  /** Changes from JSON, values in JSON form. */
  static Map<String, Change> fromJson(String json) {
    try {
      Map<String, Change> changes = new TreeMap<>();
      WireJson.mapper()
          .readValue(json, CHANGES)
          .forEach((field, pair) -> changes.put(field, new Change(pair.get(0), pair.get(1))));
      return changes;
    } catch (JsonProcessingException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not the changes of an entry", e);
    }
  }

  private static Map<String, List<@Nullable Object>> pairs(Map<String, Change> changes) {
    Map<String, List<@Nullable Object>> pairs = new TreeMap<>();
    changes.forEach(
        (field, change) -> pairs.put(field, Arrays.asList(json(change.from()), json(change.to()))));
    return pairs;
  }

  private static @Nullable Object json(@Nullable Object value) {
    return value == null ? null : Values.toJson(value);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
