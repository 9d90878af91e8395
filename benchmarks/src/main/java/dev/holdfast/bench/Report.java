package dev.holdfast.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a benchmark found.
 *
 * @param name the benchmark
 * @param data what was worked on
 * @param baseline key in {@code measured} of what the others are compared with
 * @param measured samples by what was measured
 * @param facts counts and sizes that belong to the figures
 */
public record Report(
    String name,
    String data,
    String baseline,
    Map<String, Samples> measured,
    Map<String, Object> facts)
    implements Result {

  @Override
  public String toJson() throws JsonProcessingException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("benchmark", name);
    document.put("data", data);
    document.put("machine", machine());
    document.put("baseline", baseline);
    Map<String, Object> figures = new LinkedHashMap<>();
    measured.forEach((what, samples) -> figures.put(what, figures(samples)));
    document.put("measured", figures);
    document.put("facts", facts);
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }

  /** A table. */
  @Override
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append(name).append(": ").append(data).append('\n').append(machine()).append('\n');
    text.append(
        "%-22s %6s %10s %10s %10s %8s%n".formatted("", "runs", "median ms", "min", "max", "ratio"));
    measured.forEach(
        (what, samples) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%-22s %6d %10.1f %10.1f %10.1f %8.2f%n",
                    what,
                    samples.millis().size(),
                    samples.median(),
                    samples.min(),
                    samples.max(),
                    ratio(samples))));
    facts.forEach((what, value) -> text.append(what).append(": ").append(value).append('\n'));
    return text.toString();
  }

  private Map<String, Object> figures(Samples samples) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("runs", samples.millis());
    figures.put("medianMillis", samples.median());
    figures.put("spread", samples.spread());
    figures.put("ratio", ratio(samples));
    return figures;
  }

  private double ratio(Samples samples) {
    Samples base = measured.get(baseline);
    if (base == null) {
      throw new IllegalStateException("baseline " + baseline + " was not measured");
    }
    return samples.median() / base.median();
  }

  /** What it was measured on. */
  public static String machine() {
    return "%d processors, Java %s, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }
}
