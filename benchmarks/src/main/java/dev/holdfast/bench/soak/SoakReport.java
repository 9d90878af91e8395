package dev.holdfast.bench.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a soak.
 *
 * @param seed what chance came from
 * @param seconds how long it took
 * @param devices how many there were
 * @param rests how often the laws were checked
 * @param ledger what happened
 * @param gauges what was read whenever it was quiet
 */
record SoakReport(
    long seed, long seconds, int devices, int rests, Ledger ledger, Map<String, List<Long>> gauges)
    implements Result {

  @Override
  public boolean isGood() {
    return ledger.laws().values().stream().allMatch(law -> law.breaches() == 0);
  }

  @Override
  public String toJson() throws JsonProcessingException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("benchmark", "soak");
    document.put("machine", Report.machine());
    document.put("seed", seed);
    document.put("seconds", seconds);
    document.put("devices", devices);
    document.put("rests", rests);
    document.put("good", isGood());
    Map<String, Object> laws = new LinkedHashMap<>();
    ledger
        .laws()
        .forEach(
            (name, law) ->
                laws.put(
                    name,
                    Map.of(
                        "checks", law.checks(), "breaches", law.breaches(), "words", law.words())));
    document.put("laws", laws);
    document.put("counts", ledger.counts());
    document.put("gauges", gauges);
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }

  @Override
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append(
        "soak: %d devices for %d s, %d rests, seed %d: %s%n%s%n%n"
            .formatted(
                devices,
                seconds,
                rests,
                seed,
                isGood() ? "every law holds" : "LAWS WERE BROKEN",
                Report.machine()));
    ledger
        .laws()
        .forEach(
            (name, law) -> {
              text.append(
                  "%-60s %8d checks %4d breaches%n".formatted(name, law.checks(), law.breaches()));
              law.words().forEach(words -> text.append("    ").append(words).append('\n'));
            });
    text.append('\n');
    ledger.counts().forEach((what, count) -> text.append("%12d %s%n".formatted(count, what)));
    text.append('\n');
    gauges.forEach((what, values) -> text.append(what).append(": ").append(values).append('\n'));
    return text.toString();
  }
}
