package dev.holdfast.device.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a directory, as operations leave them. */
final class Image {
  private final Map<String, Content> names = new TreeMap<>();
  private final Map<Long, Content> files = new HashMap<>();

  private static final class Content {
    private byte[] bytes = new byte[0];
    private int size;

    private void resize(int wanted) {
      if (wanted > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(wanted, 2 * bytes.length));
      }
      if (wanted < size) {
        Arrays.fill(bytes, wanted, size, (byte) 0);
      }
      size = wanted;
    }

    private void write(int at, byte[] from, int length) {
      resize(Math.max(size, at + length));
      System.arraycopy(from, 0, bytes, at, length);
    }
  }

  /** What is in a directory now. */
  static Image of(Path directory) throws IOException {
    Image image = new Image();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Content content = new Content();
        content.write(0, bytes, bytes.length);
        image.names.put(file.getFileName().toString(), content);
      }
    }
    return image;
  }

  /** The same, to be changed by itself. */
  Image copy() {
    Image copy = new Image();
    Map<Content, Content> copies = new HashMap<>();
    for (Map.Entry<String, Content> file : names.entrySet()) {
      copy.names.put(file.getKey(), copies.computeIfAbsent(file.getValue(), Image::copied));
    }
    files.forEach(
        (number, content) ->
            copy.files.put(number, copies.computeIfAbsent(content, Image::copied)));
    return copy;
  }

  private static Content copied(Content content) {
    Content copy = new Content();
    copy.write(0, content.bytes, content.size);
    return copy;
  }

  /** One that did not happen before may have taken away what this one is about. */
  void apply(Operation operation) {
    if (operation instanceof Operation.Opened opened) {
      open(opened);
    } else if (operation instanceof Operation.Written written) {
      content(written.file()).write(written.at(), written.bytes(), written.bytes().length);
    } else if (operation instanceof Operation.Cut cut) {
      content(cut.file()).resize(cut.size());
    } else if (operation instanceof Operation.Renamed renamed) {
      Content content = names.remove(renamed.from());
      if (content != null) {
        names.put(renamed.to(), content);
      }
    } else if (operation instanceof Operation.Removed removed) {
      names.remove(removed.name());
    }
  }

  /** The first half of what was written. */
  void tear(Operation.Written written) {
    content(written.file()).write(written.at(), written.bytes(), written.bytes().length / 2);
  }

  private void open(Operation.Opened opened) {
    if (opened.made()) {
      Content content = new Content();
      files.put(opened.file(), content);
      names.put(opened.name(), content);
    } else {
      files.put(opened.file(), names.getOrDefault(opened.name(), new Content()));
    }
  }

  /** A file whose making did not happen has no name. */
  private Content content(long file) {
    return files.computeIfAbsent(file, number -> new Content());
  }

  /**
   * Whether it is the same but for the index of the log, which nobody reads when nobody has the
   * store open.
   */
  int fingerprint() {
    int print = 0;
    for (Map.Entry<String, Content> file : names.entrySet()) {
      print = 31 * print + file.getKey().hashCode();
      if (!isIndex(file.getKey())) {
        Content content = file.getValue();
        print = 31 * print + content.size;
        for (int i = 0; i < content.size; i++) {
          print = 31 * print + content.bytes[i];
        }
      }
    }
    return print;
  }

  private static boolean isIndex(String name) {
    return name.endsWith("-shm");
  }

  /**
   * Writes it into an empty directory. In the index of the log there is anything: it is written as
   * memory, which is not watched, and who is the first to open the store makes it anew.
   */
  void write(Path directory, Random random) throws IOException {
    for (Map.Entry<String, Content> file : names.entrySet()) {
      byte[] bytes = Arrays.copyOf(file.getValue().bytes, file.getValue().size);
      if (isIndex(file.getKey())) {
        random.nextBytes(bytes);
      }
      Files.write(directory.resolve(file.getKey()), bytes);
    }
  }

  /** The names that there are. */
  List<String> names() {
    return List.copyOf(names.keySet());
  }
}
