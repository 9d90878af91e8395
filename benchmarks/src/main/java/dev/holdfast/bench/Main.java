package dev.holdfast.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.bench.attachments.Attachments;
import dev.holdfast.bench.capture.CaptureCost;
import dev.holdfast.bench.casework.Casework;
import dev.holdfast.bench.delta.Delta;
import dev.holdfast.bench.device.DeviceFigures;
import dev.holdfast.bench.doorbell.Ringing;
import dev.holdfast.bench.fullsync.FullSync;
import dev.holdfast.bench.fullsync.FullSyncSmall;
import dev.holdfast.bench.herd.Herd;
import dev.holdfast.bench.idle.Idle;
import dev.holdfast.bench.places.Places;
import dev.holdfast.bench.scale.Scale;
import dev.holdfast.bench.soak.Soak;
import dev.holdfast.bench.storage.Storage;
import dev.holdfast.bench.upload.Upload;
import dev.holdfast.bench.workbasket.Opening;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code holdfast bench list} and {@code holdfast bench NAME}, both with {@code --json}; a soak
 * with {@code --minutes N} and {@code --seed N}. The exit code is 1 if something was not as it has
 * to be.
 */
public final class Main {
  private Main() {}

  private static List<Benchmark> all(Options options) {
    return List.of(
        new FullSync(),
        new FullSyncSmall(),
        new Places(),
        new Delta(),
        new Idle(),
        new Ringing(),
        new Upload(),
        new Attachments(),
        new Herd(),
        new CaptureCost(),
        new Scale(),
        new Storage(),
        new Casework(),
        new Opening(),
        new DeviceFigures(),
        new Soak(options.duration(), options.seed()));
  }

  /**
   * Runs.
   *
   * @param arguments {@code list}, or a name, and options
   * @throws Exception if the benchmark fails
   */
  public static void main(String[] arguments) throws Exception {
    Options options;
    try {
      options = Options.of(List.of(arguments));
    } catch (IllegalArgumentException e) {
      usage(e.getMessage());
      return;
    }
    List<Benchmark> all = all(options);
    if (options.names().equals(List.of("list"))) {
      System.out.println(options.json() ? listAsJson(all) : listAsText(all));
      return;
    }
    Optional<Benchmark> found =
        all.stream().filter(one -> options.names().equals(List.of(one.name()))).findFirst();
    if (found.isEmpty()) {
      usage("There is no such benchmark");
      return;
    }
    Result result;
    try (BenchServer server = BenchServer.start()) {
      result = found.get().run(server);
    }
    System.out.println(options.json() ? result.toJson() : result.toText());
    if (!result.isGood()) {
      System.exit(1);
    }
  }

  private static void usage(@Nullable String wrong) {
    System.err.println(wrong);
    System.err.println("Usage: holdfast bench list|NAME [--json] [--minutes N] [--seed N]");
    System.exit(2);
  }

  private static String listAsText(List<Benchmark> all) {
    return all.stream()
        .map(one -> "%-16s %s".formatted(one.name(), one.description()))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String listAsJson(List<Benchmark> all) throws JsonProcessingException {
    return new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(
            all.stream()
                .map(one -> Map.of("name", one.name(), "description", one.description()))
                .toList());
  }
}
