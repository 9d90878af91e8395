package dev.holdfast.kernel.generated;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Draws values of fields in JSON form: mostly good ones, some that are none. */
public final class GeneratedValues {
  private static final List<Object> NONE =
      List.of(1.5, List.of(1), Map.of(), "\ud800", Map.of("x", List.of()), List.of(List.of()));

  private final RandomGenerator random;

  /** Draws from this source of chance. */
  public GeneratedValues(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Draws a value.
   *
   * @param present what the case has there in JSON form, null if nothing
   */
  public @Nullable Object of(CaseType.Field field, @Nullable Object present) {
    return switch (random.nextInt(100)) {
      case 0, 3, 4, 5, 6 -> null;
      case 1 -> pick(NONE);
      case 2 -> of(CaseType.Field.of("other", pick(List.of(ValueType.values()))), null);
      default -> good(field, present);
    };
  }

  private Object good(CaseType.Field field, @Nullable Object present) {
    return switch (field.type()) {
      case TEXT ->
          pick(List.of("a", "", "bcd", "é\n", "\ud83d\ude80", "a", "abcd", " ", "too long to fit"));
      case INTEGER -> pick(List.of(0, 1L, -3L, 7, Long.MAX_VALUE));
      case DECIMAL -> pick(List.of("0", "1.0", "1.00", "-2.5", "12345678901234567890.5"));
      case BOOLEAN -> random.nextBoolean();
      case DATE -> pick(List.of("2026-03-31", "0001-01-01", "9999-12-31"));
      case TIME -> pick(List.of("08:15", "08:15:00", "23:59:59", "00:00"));
      case INSTANT -> pick(List.of("2026-03-31T08:15:00Z", "9999-12-31T23:59:59.999999999Z"));
      case CHOICE -> pick(List.of("a", "a", "a", "b", "b", "b", "z"));
      case CHOICES ->
          pick(
              List.of(
                  List.of("b", "a"),
                  List.of("c"),
                  List.of("a", "c"),
                  List.of("b"),
                  List.of(),
                  List.of("z")));
      case REFERENCE -> field.table() == null ? new UUID(7, random.nextInt(3)).toString() : place();
      case RECORDS -> records(field, present);
      case LOCATION -> location();
      case ATTACHMENT -> attachment();
    };
  }

  private String place() {
    return pick(List.of("K1", "K1", "K1", "K2", "K2", "K2", "nowhere"));
  }

  private Map<String, Object> location() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("latitude", pick(List.of("61.17", "-90", "90.000")));
    json.put("longitude", pick(List.of("-149.99", "180", "0.10", "-180.0", "7", "181")));
    if (random.nextBoolean()) {
      json.put("accuracy", "5.0");
    }
    return json;
  }

  private Map<String, Object> attachment() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", pick(List.of("ab", "cd", "ef", "01", "23", "45", "EF")).repeat(32));
    json.put("name", "photo é.jpg");
    json.put("type", "image/jpeg");
    json.put("size", pick(List.of(0, 99, 5_000_000_000L)));
    return json;
  }

  /** The list as it is, with records removed, changed and added. */
  private List<Object> records(CaseType.Field field, @Nullable Object present) {
    List<Object> records = new ArrayList<>();
    if (present instanceof List<?> list) {
      for (Object item : list) {
        if (random.nextInt(4) > 0) {
          records.add(random.nextBoolean() ? item : changed(field, (Map<?, ?>) item));
        }
      }
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      String id = new UUID(8, random.nextInt(30)).toString();
      records.add(changed(field, Map.of("id", id)));
    }
    return Collections.unmodifiableList(records);
  }

  private Map<String, @Nullable Object> changed(CaseType.Field field, Map<?, ?> record) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>();
    record.forEach((key, value) -> changed.put(key.toString(), value));
    for (CaseType.Field part : field.form().fields().values()) {
      if (random.nextInt(3) > 0) {
        changed.put(part.name(), random.nextInt(60) == 0 ? of(part, null) : good(part, null));
      }
    }
    return changed;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
