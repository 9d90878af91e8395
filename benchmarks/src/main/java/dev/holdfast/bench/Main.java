package dev.holdfast.bench;

import dev.holdfast.bench.fullsync.FullSync;
import java.util.List;
import java.util.Optional;

/** {@code holdfast bench list} and {@code holdfast bench NAME [--json]}. */
public final class Main {
  private static final List<Benchmark> ALL = List.of(new FullSync());

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
      ALL.forEach(one -> System.out.printf("%-16s %s%n", one.name(), one.description()));
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
}
