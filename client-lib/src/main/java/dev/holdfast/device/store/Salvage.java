package dev.holdfast.device.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.Repair;
import dev.holdfast.device.store.salvage.DamagedFile;
import dev.holdfast.device.store.salvage.Row;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.WireJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a damaged file still has of what can't be fetched again: the queue, what the server said of
 * it, and whose store it is. Rows are known by what they are, wherever they lie: an action is a row
 * whose submission can be read and names the same action.
 */
final class Salvage {
  private static final int ACTION_VALUES = 6;
  private static final int TAKEN_VALUES = 4;
  private static final int STATUS_ENTRY_VALUES = 3;
  private static final int PAIR = 2;

  /** Settings that are kept, with what they have to be. */
  private static final Map<String, Class<?>> SETTINGS =
      Map.of(
          "account",
          Account.class,
          "policy",
          SyncPolicy.class,
          Contact.NAME,
          Contact.class,
          Departed.NAME,
          Boolean.class,
          LastRepair.NAME,
          Repair.class);

  /** So many numbers are skipped if nobody knows which one was last: none is used twice. */
  private static final long UNKNOWN_NUMBERS = 1_000_000;

  private final SortedMap<Long, Row> actions = new TreeMap<>();
  private final SortedMap<Long, Row> taken = new TreeMap<>();
  private final SalvagedContents contents = new SalvagedContents();
  private final Map<String, String> outcomes = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private final SortedMap<Long, ActionStatus> mentioned = new TreeMap<>();
  private @Nullable Long lastNumber;

  private Salvage() {}

  /** Actions of the queue that were found, but for those that the user has let go of. */
  int saved() {
    return (int)
        actions.values().stream()
            .filter(row -> !ActionStatus.CANCELLED.code().equals(row.text(4)))
            .count();
  }

  /** Whether it is known whose store it is. */
  boolean hasIdentity() {
    return settings.containsKey("account");
  }

  /** The repair before, if what it lost was not read yet. */
  Optional<Repair> lastRepair() {
    return Optional.ofNullable(settings.get(LastRepair.NAME))
        .map(json -> Settings.parse(json, Repair.class));
  }

  /** The numbers of actions that are known to have been in the queue, and were not found. */
  SortedMap<Long, ActionStatus> missing() {
    SortedMap<Long, ActionStatus> missing = new TreeMap<>(mentioned);
    missing.keySet().removeAll(actions.keySet());
    missing.keySet().removeAll(taken.keySet());
    // Of these the server has all there is, or nobody wants them.
    missing.values().removeAll(Set.of(ActionStatus.CONFIRMED, ActionStatus.CANCELLED));
    return missing;
  }

  /**
   * Writes it into a new store. That one does not know which history of the server the old one
   * held, so all that the server had taken is offered again.
   */
  void write(Connection connection) throws SQLException {
    for (Row row : actions.values()) {
      insert(connection, "hf_action (sequence, id, case_id, submission, status, version)", row);
    }
    for (Row row : taken.values()) {
      insert(connection, "hf_taken (sequence, id, case_id, submission)", row);
    }
    contents.write(connection);
    for (Map.Entry<String, String> outcome : outcomes.entrySet()) {
      Sql.update(
          connection,
          "INSERT INTO hf_outcome (action, outcome) VALUES (?, ?)",
          outcome.getKey(),
          outcome.getValue());
    }
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      Sql.update(
          connection,
          "INSERT INTO hf_setting (name, value) VALUES (?, ?)",
          setting.getKey(),
          setting.getValue());
    }
    Offers.again(connection);
    Sql.update(connection, "DELETE FROM sqlite_sequence WHERE name = 'hf_action'");
    Sql.update(
        connection, "INSERT INTO sqlite_sequence (name, seq) VALUES ('hf_action', ?)", last());
  }

  private static void insert(Connection connection, String into, Row row) throws SQLException {
    @Nullable Object[] values = row.values().toArray();
    values[0] = row.id();
    Sql.update(
        connection,
        "INSERT INTO %s VALUES (?%s)".formatted(into, ", ?".repeat(values.length - 1)),
        values);
  }

  /** The last number that was given to an action, or a later one. */
  private long last() {
    long known =
        Stream.of(actions, taken, mentioned)
            .filter(numbers -> !numbers.isEmpty())
            .mapToLong(SortedMap::lastKey)
            .max()
            .orElse(0);
    return lastNumber == null ? known + UNKNOWN_NUMBERS : Math.max(known, lastNumber);
  }

  /**
   * Reads all that can be read.
   *
   * @param bytes told how much of the file was read; what it throws ends it
   */
  static Salvage of(DamagedFile file, LongConsumer bytes) {
    Salvage salvage = new Salvage();
    file.everything(salvage::take, bytes);
    return salvage;
  }

  private void take(Row row) {
    switch (row.values().size()) {
      case ACTION_VALUES -> {
        if (isAction(row) && status(row.text(4)).isPresent() && row.number(5) != null) {
          actions.merge(row.id(), row, Salvage::further);
        }
      }
      case TAKEN_VALUES -> {
        if (isAction(row)) {
          taken.put(row.id(), row);
        }
      }
      case STATUS_ENTRY_VALUES -> mention(row);
      case PAIR -> takePair(row);
      case SalvagedContents.VALUES -> contents.take(row);
      default -> {
        // Of another table.
      }
    }
  }

  /** An entry of the index by status says where an action stands that may be lost itself. */
  private void mention(Row row) {
    Long number = row.number(1);
    if (number != null && number.equals(row.number(2))) {
      status(row.text(0)).ifPresent(status -> mentioned.put(number, status));
    }
  }

  private void takePair(Row row) {
    String first = row.text(0);
    String second = row.text(1);
    Long number = row.number(1);
    if (first == null) {
      return;
    }
    if (number != null && first.equals("hf_action")) {
      lastNumber = number;
    } else if (second != null && SETTINGS.containsKey(first)) {
      read(second, SETTINGS.get(first)).ifPresent(value -> settings.put(first, second));
    } else if (second != null) {
      read(second, ActionOutcome.class)
          .filter(outcome -> first.equals(String.valueOf(outcome.action())))
          .ifPresent(outcome -> outcomes.put(first, second));
    }
  }

  private static boolean isAction(Row row) {
    String text = row.text(3);
    return text != null
        && read(text, ActionSubmission.class)
            .filter(action -> action.sequence() == row.id())
            .filter(action -> String.valueOf(action.id()).equals(row.text(1)))
            .filter(action -> String.valueOf(action.caseId()).equals(row.text(2)))
            .isPresent();
  }

  /**
   * Of two states of one action the later one: an older one may lie where pages were split. One
   * that is offered again was taken before; if it is not, offering it costs nothing.
   */
  private static Row further(Row one, Row other) {
    return rank(other) > rank(one) ? other : one;
  }

  private static int rank(Row action) {
    return switch (status(action.text(4)).orElse(ActionStatus.PENDING)) {
      case PENDING -> 0;
      case SENDING -> 1;
      case PARKED, REFUSED, CONFIRMED -> 2;
      case OFFERED -> 3;
      case CANCELLED -> 4;
    };
  }

  private static Optional<ActionStatus> status(@Nullable String code) {
    for (ActionStatus status : ActionStatus.values()) {
      if (status.code().equals(code)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  private static <T> Optional<T> read(String json, @Nullable Class<T> type) {
    try {
      return Optional.ofNullable(WireJson.mapper().readValue(json, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
