package dev.holdfast.desktop.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.Location;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Times and values")
class TimesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private static Times times(String language) {
    return new Times(
        new Texts(Locale.forLanguageTag(language)), Clock.fixed(NOW, ZoneId.of("Europe/Vienna")));
  }

  private static FieldTexts values(String language) {
    return new FieldTexts(new Texts(Locale.forLanguageTag(language)), times(language));
  }

  @Test
  @DisplayName("are read as they are written, in each language and in that of computers")
  void roundTrip() {
    for (String language : List.of("en-US", "en-GB", "de", "es", "ar", "ja")) {
      Times times = times(language);
      LocalDate day = LocalDate.of(2026, 3, 4);
      assertThat(times.readDate(times.of(day))).as(language).contains(day);
      assertThat(times.readDate("2026-03-04")).as(language).contains(day);
      assertThat(times.readInstant(times.of(NOW))).as(language).contains(NOW);
    }
    assertThat(times("de").of(LocalDate.of(2026, 3, 4))).isEqualTo("04.03.2026");
    assertThat(times("de").of(NOW)).isEqualTo("23.11.2026 09:00");
  }

  @Test
  @DisplayName("that are none are none")
  void unreadable() {
    assertThat(times("en").readDate("tomorrow")).isEmpty();
    assertThat(times("en").readTime("25:00")).isEmpty();
    assertThat(times("en").readInstant("2026-03-04")).isEmpty();
    assertThat(times("en").readTime("8:15")).contains(LocalTime.of(8, 15));
  }

  @Test
  @DisplayName("are told by how far away they are")
  void distances() {
    assertThat(times("en").distance(NOW.plus(Duration.ofMinutes(12)))).isEqualTo("12 min");
    assertThat(times("en").distance(NOW.minus(Duration.ofHours(30)))).isEqualTo("30 h");
    assertThat(times("de").distance(NOW.plus(Duration.ofDays(5)))).isEqualTo("5 T");
  }

  @Test
  @DisplayName("are numbers with the point of the country")
  void numbers() {
    assertThat(values("de").typed(new BigDecimal("38.40"))).isEqualTo("38,40");
    assertThat(values("de").decimal("38,4")).isEqualTo("38.4");
    assertThat(values("en").decimal("38.4")).isEqualTo("38.4");
    assertThat(values("en").decimal("warm")).isEqualTo("warm");
    assertThat(values("en").integer(" 12 ")).isEqualTo(12L);
    assertThat(values("en").integer("12.5")).isEqualTo("12.5");
  }

  @Test
  @DisplayName("are words where values are")
  void words() {
    assertThat(values("es").of(true, text -> text)).isEqualTo("Sí");
    assertThat(values("en").of(List.of("a", "b"), text -> text + "!")).isEqualTo("a!, b!");
    assertThat(
            values("en")
                .of(new Location(new BigDecimal("61.17"), BigDecimal.ONE, BigDecimal.TEN), t -> t))
        .isEqualTo("61.17; 1 (±10 m)");
    assertThat(values("en").of(null, text -> text)).isEmpty();
  }
}
