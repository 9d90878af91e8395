package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.app.Location;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes values that are JSON objects or lists of texts, strictly. */
final class ObjectValues {
  private static final String LATITUDE = "latitude";
  private static final String LONGITUDE = "longitude";
  private static final String ACCURACY = "accuracy";
  private static final BigDecimal MAX_LATITUDE = BigDecimal.valueOf(90);
  private static final BigDecimal MAX_LONGITUDE = BigDecimal.valueOf(180);

  /** Half around the earth: who knows no better knows nothing. */
  private static final BigDecimal MAX_ACCURACY = BigDecimal.valueOf(20_037_508);

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}");
  private static final int MAX_NAME = 255;

  private ObjectValues() {}

  /** Distinct choices, in their order. */
  static Optional<Object> choices(Object json) {
    if (!(json instanceof List<?> list)) {
      return Optional.empty();
    }
    Set<String> seen = new HashSet<>();
    for (Object item : list) {
      if (!(item instanceof String text)
          || text.isEmpty()
          || PlainValues.storable(text).isEmpty()
          || !seen.add(text)) {
        return Optional.empty();
      }
    }
    return Optional.of(List.copyOf(list));
  }

  static Optional<Object> location(Object json) {
    if (!(json instanceof Map<?, ?> map)
        || !Set.of(LATITUDE, LONGITUDE, ACCURACY).containsAll(map.keySet())) {
      return Optional.empty();
    }
    Optional<BigDecimal> latitude = within(map.get(LATITUDE), MAX_LATITUDE.negate(), MAX_LATITUDE);
    Optional<BigDecimal> longitude =
        within(map.get(LONGITUDE), MAX_LONGITUDE.negate(), MAX_LONGITUDE);
    Object given = map.get(ACCURACY);
    Optional<BigDecimal> accuracy = within(given, BigDecimal.ZERO, MAX_ACCURACY);
    return latitude.isEmpty() || longitude.isEmpty() || given != null && accuracy.isEmpty()
        ? Optional.empty()
        : Optional.of(new Location(latitude.get(), longitude.get(), accuracy.orElse(null)));
  }

  static Optional<Object> attachment(Object json) {
    return json instanceof Map<?, ?> map
            && map.keySet().equals(Set.of("id", "name", "type", "size"))
            && map.get("id") instanceof String id
            && SHA_256.matcher(id).matches()
            && map.get("name") instanceof String name
            && isName(name)
            && map.get("type") instanceof String type
            && MEDIA_TYPE.matcher(type).matches()
            && whole(map.get("size")) instanceof Long size
            && size >= 0
        ? Optional.of(new Attachment(id, name, type, size))
        : Optional.empty();
  }

  static Map<String, Object> toJson(Location location) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(LATITUDE, location.latitude().toPlainString());
    json.put(LONGITUDE, location.longitude().toPlainString());
    BigDecimal accuracy = location.accuracy();
    if (accuracy != null) {
      json.put(ACCURACY, accuracy.toPlainString());
    }
    return json;
  }

  static Map<String, Object> toJson(Attachment attached) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", attached.id());
    json.put("name", attached.name());
    json.put("type", attached.type());
    json.put("size", attached.size());
    return json;
  }

  /** An integer however wide Jackson made it, anything else as it is. */
  static @Nullable Object whole(@Nullable Object json) {
    return json instanceof Integer number ? (Object) number.longValue() : json;
  }

  private static boolean isName(String name) {
    return !name.isBlank()
        && name.length() <= MAX_NAME
        && PlainValues.storable(name).isPresent()
        && name.chars().noneMatch(Character::isISOControl);
  }

  private static Optional<BigDecimal> within(
      @Nullable Object json, BigDecimal min, BigDecimal max) {
    return json instanceof String text
        ? PlainValues.decimal(text)
            .filter(number -> number.compareTo(min) >= 0 && number.compareTo(max) <= 0)
        : Optional.empty();
  }
}
