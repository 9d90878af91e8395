package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.Deadlines;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code deadlines} of a case type.
 *
 * @param findings gets what is wrong
 */
record DeadlinesReader(Findings findings) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(3660);
  private static final Pattern SIMPLE = Pattern.compile("([0-9]{1,7})([mhdw])");
  private static final Pattern WEEKS = Pattern.compile("P([0-9]{1,7})W");

  /**
   * Reads them.
   *
   * @param stages the stages of the type
   */
  Deadlines read(Block caseType, List<String> stages) {
    Yaml yaml = caseType.yaml("deadlines");
    if (yaml == null) {
      return Deadlines.NONE;
    }
    Block block = Block.of(yaml, caseType.pathOf("deadlines"), Keys.DEADLINES, findings);
    Yaml whole = block.yaml("case");
    Map<String, Deadlines.Times> times = new LinkedHashMap<>();
    for (Yaml.Entry entry : block.named("stages")) {
      Text stage = PackageReader.name(entry, block.pathOf("stages"));
      findings.unlessKnown(stage, stages, "unknown-stage", "stage");
      times.put(stage.value(), times(entry.value(), stage.path()));
    }
    return new Deadlines(
        whole == null ? Deadlines.Times.NONE : times(whole, block.pathOf("case")),
        Collections.unmodifiableMap(times));
  }

  private Deadlines.Times times(Yaml yaml, String path) {
    Block block = Block.of(yaml, path, Keys.TIMES, findings);
    if (!block.has("goal") && !block.has("deadline")) {
      findings.add(
          block.place(), path, "missing-key", "Say 'goal' or 'deadline', as in {deadline: 2d}.");
    }
    Duration goal = duration(block, "goal");
    Duration deadline = duration(block, "deadline");
    if (goal != null && deadline != null && goal.compareTo(deadline) > 0) {
      findings.add(
          block.placeOf("goal"),
          block.pathOf("goal"),
          "contradiction",
          "The goal comes after the deadline.");
    }
    return new Deadlines.Times(goal, deadline);
  }

  private @Nullable Duration duration(Block block, String key) {
    Text text = block.text(key);
    if (text == null) {
      return null;
    }
    Duration duration = parse(text.value());
    if (duration == null) {
      findings.add(
          text,
          "bad-value",
          "'"
              + text.value()
              + "' is no length of time: write 30m, 4h, 2d or 1w, or as ISO 8601 says, PT4H or P2D"
              + " (months and years are not always as long).");
      return null;
    }
    if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
      findings.add(text, "bad-value", "From one minute to 3660 days are possible.");
      return null;
    }
    return duration;
  }

  private static @Nullable Duration parse(String text) {
    Matcher simple = SIMPLE.matcher(text);
    if (simple.matches()) {
      long count = Long.parseLong(simple.group(1));
      return switch (simple.group(2)) {
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        case "d" -> Duration.ofDays(count);
        default -> Duration.ofDays(7 * count);
      };
    }
    Matcher weeks = WEEKS.matcher(text);
    if (weeks.matches()) {
      return Duration.ofDays(7 * Long.parseLong(weeks.group(1)));
    }
    try {
      Duration duration = Duration.parse(text);
      return duration.getNano() == 0 ? duration : null;
    } catch (DateTimeParseException e) {
      // Said by whoever asked.
      return null;
    }
  }
}
