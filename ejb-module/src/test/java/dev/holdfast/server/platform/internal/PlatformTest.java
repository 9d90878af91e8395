package dev.holdfast.server.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Signer;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlatformTest {
  private static final Setting<Integer> SIZE =
      Setting.number("test.size", "rows", 10, 1, 100, "Rows at once.");
  private static final Setting<Duration> WAIT =
      Setting.duration("test.wait", Duration.ofSeconds(5), Duration.ZERO, Duration.ofHours(1), "");

  @Test
  void migratingTwiceRunsNothingTheSecondTime() {
    TestDatabase database = TestDatabase.create();

    assertThat(Migration.run(database.dataSource())).isZero();
    assertThat(database.jdbc().one("SELECT epoch FROM holdfast.epoch", r -> r.getString(1)))
        .isPresent();
  }

  @Test
  void idsGrowWithinAMillisecondAndWhenTheClockGoesBack() {
    Clock stopped = Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);
    TimeOrderedIds ids = new TimeOrderedIds(stopped);

    List<UUID> made = Stream.generate(ids::next).limit(10_000).toList();

    assertThat(made).isSorted().doesNotHaveDuplicates();
    assertThat(made).allMatch(id -> id.version() == 7 && id.variant() == 2);
    assertThat(made.get(0).getMostSignificantBits() >>> 16).isEqualTo(stopped.millis());
  }

  @Test
  void everyNodeAcceptsWhatAnotherSignedButNotForAnotherPurposeAndNotChanged() {
    TestDatabase database = TestDatabase.create();
    Signer one = new DatabaseKeySigner(database.jdbc());
    Signer other = new DatabaseKeySigner(database.jdbc());
    String signed = one.sign("checkpoint", "5:9:7 ä");

    assertThat(other.open("checkpoint", signed)).contains("5:9:7 ä");
    assertThat(other.open("access", signed)).isEmpty();
    assertThat(other.open("checkpoint", 'x' + signed)).isEmpty();
    assertThat(other.open("checkpoint", "no token")).isEmpty();
  }

  @Test
  void allWrongSettingsStopTheServerWithOneMessage() {
    Properties properties = new Properties();
    properties.setProperty("holdfast.test.size", "101");
    properties.setProperty("holdfast.test.wait", "soon");

    assertThatThrownBy(() -> new SystemSettings(List.of(SIZE, WAIT), properties))
        .hasMessageContaining("holdfast.test.size=101 is not allowed (rows, 1 to 100).")
        .hasMessageContaining("holdfast.test.wait=soon is not allowed");
  }

  @Test
  void aSettingThatIsNotSetHasItsDefault() {
    SystemSettings settings = new SystemSettings(List.of(SIZE, WAIT), new Properties());

    assertThat(settings.get(WAIT)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.shown()).containsEntry("holdfast.test.size", "10");
  }
}
