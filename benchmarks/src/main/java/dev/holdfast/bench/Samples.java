package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Durations of the same thing, measured several times.
 *
 * @param millis durations in milliseconds, in the order of the runs
 */
public record Samples(List<Double> millis) {

  /** Something to time. */
  public interface Timed {
    /**
     * Runs once.
     *
     * @throws Exception if it fails
     */
    void run() throws Exception;
  }

  /** Collects samples one by one. */
  public static final class Collector {
    private final List<Double> millis = new ArrayList<>();

    /**
     * Times one run.
     *
     * @throws Exception what the run threw
     */
    public void time(Timed timed) throws Exception {
      long start = System.nanoTime();
      timed.run();
      add((System.nanoTime() - start) / 1e6);
    }

    /**
     * Adds a run that was timed elsewhere.
     *
     * @param duration in milliseconds
     */
    public void add(double duration) {
      millis.add(duration);
    }

    /** What was collected. */
    public Samples samples() {
      return new Samples(List.copyOf(millis));
    }
  }

  /** The middle one, in milliseconds; of an even number the mean of the middle two. */
  public double median() {
    double[] sorted = sorted();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** So many of a hundred were no longer than this, in milliseconds. */
  public double percentile(int part) {
    double[] sorted = sorted();
    return sorted[(int) Math.ceil(part / 100.0 * sorted.length) - 1];
  }

  /** All of them together, in milliseconds. */
  public double sum() {
    return millis.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Least, in milliseconds. */
  public double min() {
    return sorted()[0];
  }

  /** Greatest, in milliseconds. */
  public double max() {
    return sorted()[millis.size() - 1];
  }

  /** Greatest minus least, as a part of the median. */
  public double spread() {
    return (max() - min()) / median();
  }

  private double[] sorted() {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
