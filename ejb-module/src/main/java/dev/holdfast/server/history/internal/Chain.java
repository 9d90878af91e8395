package dev.holdfast.server.history.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.digest.HistoryHash;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.history.api.History.End;
import dev.holdfast.server.history.api.HistoryEntry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How entries are linked and written down. Everything that an entry says is covered by its hash.
 */
final class Chain {
  private static final TypeReference<Map<String, @Nullable List<@Nullable Object>>> CHANGES =
      new TypeReference<>() {};

  private Chain() {}

  /** Where the chain of a case begins. */
  static final End START = new End(0, HistoryHash.START);

  /** The hash of an entry that comes after {@code previous}. */
  static String hash(String previous, HistoryEntry entry) {
    return HistoryHash.of(previous, entry.content());
  }

  /** Changes as JSON: {@code {"field": [from, to]}}. */
  static String toJson(Map<String, Change> changes) {
    return CanonicalJson.of(HistoryEntry.pairs(changes));
  }

  /**
   * Changes from JSON, values in JSON form.
   *
   * @throws IllegalArgumentException if they are not what {@link #toJson} writes
   */
  static Map<String, Change> fromJson(String json) {
    Map<String, Change> changes = new TreeMap<>();
    read(json).forEach((field, pair) -> changes.put(field, change(pair)));
    return changes;
  }

  private static Map<String, @Nullable List<@Nullable Object>> read(String json) {
    try {
      Map<String, @Nullable List<@Nullable Object>> read =
          WireJson.mapper().readValue(json, CHANGES);
      if (read == null) {
        throw new IllegalArgumentException("no changes of an entry: " + json);
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not the changes of an entry", e);
    }
  }

  private static Change change(@Nullable List<@Nullable Object> pair) {
    if (pair == null || pair.size() != 2) {
      throw new IllegalArgumentException("not a value before and one after: " + pair);
    }
    return new Change(pair.get(0), pair.get(1));
  }
}
