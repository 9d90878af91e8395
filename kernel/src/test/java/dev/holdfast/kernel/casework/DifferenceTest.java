package dev.holdfast.kernel.casework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.app.Location;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final String ONE = "00000000-0000-0000-0000-000000000001";
  private static final String TWO = "00000000-0000-0000-0000-000000000002";
  private static final String THREE = "00000000-0000-0000-0000-000000000003";

  @Test
  void tellsListsRecordByRecord() {
    List<Map<String, Object>> before =
        List.of(
            Map.of("id", ONE, "name", "Aspirin", "dose", "1"),
            Map.of("id", TWO, "name", "Codeine", "dose", "2"),
            Map.of("id", THREE, "dose", "4"));
    List<Map<String, Object>> after =
        List.of(
            Map.of("id", ONE, "name", "Aspirin", "dose", "3", "per_day", 2),
            Map.of("id", THREE, "dose", "4.0"),
            Map.of("id", "00000000-0000-0000-0000-000000000004", "name", "Ibuprofen", "dose", "5"));

    assertThat(texts(before, after))
        .containsExactly(
            "m 'Aspirin' dose: 1 -> 3",
            "m 'Aspirin' per_day: 2",
            "m 'Codeine': dose 2, name Codeine -> ",
            "m record …0003 dose: 4 -> 4.0",
            "m 'Ibuprofen': dose 5, name Ibuprofen");
  }

  @Test
  void tellsThatOnlyTheOrderChanged() {
    List<Map<String, Object>> list = List.of(Map.of("id", ONE), Map.of("id", TWO));

    assertThat(texts(list, List.of(list.get(1), list.get(0))))
        .containsExactly("m: as before -> in another order");
  }

  @Test
  void tellsFilesApartThatAreCalledAlike() {
    Attachment one = new Attachment("a".repeat(64), "x.png", "image/png", 99);
    Attachment two = new Attachment("b".repeat(64), "x.png", "image/png", 99);

    assertThat(texts(one, two))
        .containsExactly(
            "m: x.png (image/png, 99 bytes) -> x.png (image/png, 99 bytes) (another content)");
    assertThat(texts(one, one))
        .containsExactly("m: x.png (image/png, 99 bytes) -> x.png (image/png, 99 bytes)");
    assertThat(
            texts(List.of(Map.of("id", ONE, "scan", one)), List.of(Map.of("id", ONE, "scan", two))))
        .singleElement()
        .asString()
        .endsWith("(another content)");
  }

  @Test
  void makesOtherValuesReadable() {
    Location there =
        new Location(new BigDecimal("61.17"), new BigDecimal("-149.99"), new BigDecimal("5"));

    assertThat(texts(null, there)).containsExactly("m: 61.17, -149.99 (±5 m)");
    assertThat(texts(null, new Attachment("ab", "x.png", "image/png", 99)))
        .containsExactly("m: x.png (image/png, 99 bytes)");
    assertThat(texts(List.of("cough"), List.of("cough", "pain")))
        .containsExactly("m: cough -> cough, pain");
    assertThat(texts(new BigDecimal("1.50"), null)).containsExactly("m: 1.50 -> ");
  }

  private static List<String> texts(@Nullable Object from, @Nullable Object to) {
    return Difference.of("m", from, to).stream().map(Difference::toString).toList();
  }
}
