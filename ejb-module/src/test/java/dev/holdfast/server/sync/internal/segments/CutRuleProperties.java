package dev.holdfast.server.sync.internal.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.wire.SegmentRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** A bucket that changed a little has mostly the same segments. */
class CutRuleProperties {
  private static final int ROWS = 20_000;
  private static final int MOST_BYTES = 128 * 1024;

  /** Until the cuts are the same again, the segments after a change differ too: some of them. */
  private static final int BEHIND_A_CHANGE = 4;

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void changesTouchTheSegmentsThatTheyAreIn(
      @ForAll @IntRange(min = 1, max = 5) int changes, @ForAll Random random) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (int i = 0; i < ROWS; i++) {
      rows.put(key(random), "[%s, \"%s\"]".formatted(i, "x".repeat(60 + random.nextInt(80))));
    }
    Set<String> before = ids(segments(rows));
    List<String> keys = List.copyOf(rows.keySet());
    for (int i = 0; i < changes; i++) {
      switch (random.nextInt(3)) {
        case 0 -> rows.put(key(random), "[1, \"new\"]");
        case 1 -> rows.remove(keys.get(random.nextInt(ROWS)));
        default -> rows.put(keys.get(random.nextInt(ROWS)), "[2, \"changed\"]");
      }
    }

    Set<String> different = new HashSet<>(ids(segments(rows)));
    different.removeAll(before);

    assertThat(before).hasSizeGreaterThan(25);
    assertThat(different).hasSizeLessThanOrEqualTo(changes * BEHIND_A_CHANGE);
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void segmentsHoldEveryRowOnceAndAreOfSomeSize(@ForAll Random random) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (int i = 0; i < ROWS; i++) {
      rows.put(key(random), "[\"%s\"]".formatted("x".repeat(random.nextInt(200))));
    }

    List<SegmentRef> segments = segments(rows);

    assertThat(segments.stream().mapToInt(SegmentRef::rows).sum()).isEqualTo(rows.size());
    assertThat(segments).allMatch(segment -> segment.bytes() <= MOST_BYTES + 300);
    assertThat(segments.subList(0, segments.size() - 1))
        .allMatch(segment -> segment.bytes() >= MOST_BYTES / 4);
    long bySizeAlone = segments.stream().filter(segment -> segment.bytes() >= MOST_BYTES).count();
    assertThat(bySizeAlone).isLessThanOrEqualTo(segments.size() / 10);
  }

  private static String key(Random random) {
    return "[\"%016x\"]".formatted(random.nextLong());
  }

  private static List<SegmentRef> segments(Map<String, String> rows) throws IOException {
    SegmentWriter writer =
        new SegmentWriter(
            (segment, content) -> {},
            new CutRule(MOST_BYTES),
            new BucketName("field", "airport", "state=AK"),
            "d1");
    for (Map.Entry<String, String> row : rows.entrySet()) {
      writer.add(utf8(row.getKey()), utf8(row.getValue()));
    }
    return writer.finish();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Set<String> ids(List<SegmentRef> segments) {
    return segments.stream().map(SegmentRef::id).collect(Collectors.toSet());
  }
}
