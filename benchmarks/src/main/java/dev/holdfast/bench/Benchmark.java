package dev.holdfast.bench;

/** One benchmark. */
public interface Benchmark {

  /** Its name on the command line. */
  String name();

  /** What it measures against which baseline, in one sentence. */
  String description();

  /**
   * Runs it.
   *
   * @param server an empty server of its own
   * @throws Exception if a step fails; a benchmark that didn't run to its end has no figures
   */
  Result run(BenchServer server) throws Exception;
}
