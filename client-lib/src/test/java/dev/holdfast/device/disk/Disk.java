package dev.holdfast.device.disk;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The watched disk, in a process into which it was loaded. See {@code disk.c}. */
final class Disk {
  /** Names the directory to the library. */
  static final String DIRECTORY = "HOLDFAST_DISK";

  private final Path directory;

  Disk(Path directory) {
    this.directory = directory;
  }

  /** What fails. */
  enum Kind {
    WRITE(1),
    SYNC(2),
    CUT(4),
    RENAME(8),
    MAKE(16),
    REMOVE(32);

    private final int bit;

    Kind(int bit) {
      this.bit = bit;
    }
  }

  /** How it fails. */
  enum Error {
    /** An error of the device. */
    IO(5),
    /** No space is left. */
    SPACE(28);

    private final int number;

    Error(int number) {
      this.number = number;
    }
  }

  /**
   * A fault to come.
   *
   * @param nth which operation of the kind, 0 none
   * @param sticky whether all of them fail from then on
   * @param half whether half of a write is done
   */
  record Fault(Kind kind, int nth, Error error, boolean sticky, boolean half) {
    @Override
    public String toString() {
      return "%s number %d%s: %s%s"
          .formatted(
              kind, nth, sticky ? " and all after it" : "", half ? "half of it, " : "", error);
    }
  }

  /** How many operations of a kind there were, and how many of them failed. */
  record Counts(int operations, int failed) {}

  private void tell(String command) {
    if (!new File(directory.toFile(), '%' + command).mkdir()) {
      throw new IllegalStateException("the watched disk is not loaded");
    }
  }

  /** Writes what happens below a directory to a log. */
  void record(Path log, Path watched) {
    tell("record %s %s".formatted(log, watched));
  }

  /** Says something in the log. */
  void say(String text) {
    tell("mark " + text);
  }

  /** Ends the log. */
  void stop() {
    tell("stop");
  }

  /** Lets something fail below a directory. */
  void fail(Fault fault, Path watched) {
    tell(
        "fail %d %d %d %d %d %s"
            .formatted(
                fault.kind().bit,
                fault.nth(),
                fault.error().number,
                fault.sticky() ? 1 : 0,
                fault.half() ? 1 : 0,
                watched));
  }

  /** Lets nothing fail any more. */
  Counts heal() {
    Path answer = directory.resolve("counts");
    tell("heal " + answer);
    try {
      List<Integer> counts =
          List.of(Files.readString(answer).split(" ")).stream().map(Integer::valueOf).toList();
      return new Counts(counts.get(0), counts.get(1));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
