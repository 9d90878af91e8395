package dev.holdfast.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.bench.capture.CaptureCost;
import dev.holdfast.bench.casework.Casework;
import dev.holdfast.bench.delta.Delta;
import dev.holdfast.bench.doorbell.Ringing;
import dev.holdfast.bench.fullsync.FullSync;
import dev.holdfast.bench.fullsync.FullSyncSmall;
import dev.holdfast.bench.herd.Herd;
import dev.holdfast.bench.idle.Idle;
import dev.holdfast.bench.scale.Scale;
import dev.holdfast.bench.storage.Storage;
import dev.holdfast.bench.upload.Upload;
import dev.holdfast.bench.workbasket.Opening;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code holdfast bench list} and {@code holdfast bench NAME}, both with {@code --json}. */
public final class Main {
  private static final List<Benchmark> ALL =
      List.of(
          new FullSync(),
          new FullSyncSmall(),
          new Delta(),
          new Idle(),
          new Ringing(),
          new Upload(),
          new Herd(),
          new CaptureCost(),
          new Scale(),
          new Storage(),
          new Casework(),
          new Opening());

  private Main() {}

  /**
   * Runs.
   *
   * @param arguments {@code list}, or a name and perhaps {@code --json}
   * @throws Exception if the benchmark fails
   */
  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    boolean json = words.contains("--json");
    List<String> names = words.stream().filter(word -> !word.startsWith("--")).toList();
    if (names.equals(List.of("list"))) {
      System.out.println(json ? listAsJson() : listAsText());
      return;
    }
    Optional<Benchmark> found =
        ALL.stream().filter(one -> names.equals(List.of(one.name()))).findFirst();
    if (found.isEmpty()) {
      System.err.println("Usage: holdfast bench list|NAME [--json]");
      System.exit(2);
      return;
    }
    try (BenchServer server = BenchServer.start()) {
      Report report = found.get().run(server);
      System.out.println(json ? report.toJson() : report.toText());
    }
  }

  private static String listAsText() {
    return ALL.stream()
        .map(one -> "%-16s %s".formatted(one.name(), one.description()))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String listAsJson() throws JsonProcessingException {
    return new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(
            ALL.stream()
                .map(one -> Map.of("name", one.name(), "description", one.description()))
                .toList());
  }
}
