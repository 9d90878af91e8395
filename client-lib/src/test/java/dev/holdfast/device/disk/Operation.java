package dev.holdfast.device.disk;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was done to a disk, or said meanwhile. Files have the numbers that the system gives them.
 */
sealed interface Operation {

  /** A file got a name by being made, or is known from now on by its number. */
  record Opened(long file, String name, boolean made) implements Operation {}

  /** Bytes were written to a file. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Written(long file, int at, byte[] bytes) implements Operation {}

  /** A file was cut, or filled with zeros, to a size. */
  record Cut(long file, int size) implements Operation {}

  /** What was written to a file is on the disk. */
  record Synced(long file) implements Operation {}

  /** The names of the directory are on the disk. */
  record NamesSynced() implements Operation {}

  /** A file took a name, from whatever had it. */
  record Renamed(String from, String to) implements Operation {}

  /** A file lost its name. */
  record Removed(String name) implements Operation {}

  /** Not the disk's: what the test had to say. */
  record Said(String text) implements Operation {}

  /** Whether it changes what is on the disk sooner or later. */
  default boolean changes() {
    return !(this instanceof Said || this instanceof Synced || this instanceof NamesSynced);
  }

  /** Everything in a log, about the files of one directory that has no others in it. */
  static List<Operation> read(Path log, Path directory) throws IOException {
    List<Operation> operations = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(log)))) {
      for (int kind = in.read(); kind >= 0; kind = in.read()) {
        operations.add(read(kind, in, directory));
      }
    }
    return operations;
  }

  /** Some of them, for people. */
  static String told(List<Operation> all, Set<Integer> which) {
    return which.stream()
        .map(
            i ->
                all.get(i) instanceof Written written
                    ? "%d: %d bytes at %d of %d"
                        .formatted(i, written.bytes().length, written.at(), written.file())
                    : i + ": " + all.get(i))
        .collect(Collectors.joining(", "));
  }

  private static Operation read(int kind, DataInputStream in, Path directory) throws IOException {
    return switch (kind) {
      case 'O', 'C' -> new Opened(in.readLong(), name(in, directory), kind == 'C');
      case 'W' -> new Written(in.readLong(), (int) in.readLong(), bytes(in));
      case 'T' -> new Cut(in.readLong(), (int) in.readLong());
      case 'S' -> new Synced(in.readLong());
      case 'D' -> {
        in.readLong();
        yield new NamesSynced();
      }
      case 'R' -> new Renamed(name(in, directory), name(in, directory));
      case 'U' -> new Removed(name(in, directory));
      case 'N' -> new Said(text(in));
      default -> throw new IOException("not known in a directory without others: " + (char) kind);
    };
  }

  private static String name(DataInputStream in, Path directory) throws IOException {
    return directory.relativize(Path.of(text(in))).toString();
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[(int) in.readLong()];
    if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
      throw new EOFException();
    }
    return bytes;
  }
}
