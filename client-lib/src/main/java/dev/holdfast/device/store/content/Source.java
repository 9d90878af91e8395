package dev.holdfast.device.store.content;

import dev.holdfast.device.api.AttachmentException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Where an attached content comes from. */
public interface Source {
  /** Opens it at its beginning. */
  InputStream open() throws IOException;

  /** What is another one when the content has become another one. */
  Object mark() throws IOException;

  /** Length in bytes, -1 if nobody knows. */
  long size() throws IOException;

  /** What to call it in messages. */
  String name();

  /** A file. */
  static Source of(Path file) {
    return new FileSource(file);
  }

  /** What is read once, to its end; not closed. */
  static Source of(InputStream in, String name) {
    return new StreamSource(in, name);
  }

  /** It can't be read. */
  default AttachmentException notReadable(IOException e) {
    return new AttachmentException(
        AttachmentException.Reason.NOT_READABLE,
        "%s can't be read (%s). Nothing was attached.".formatted(name(), e.getMessage()),
        e);
  }

  /** A file, by its path. */
  record FileSource(Path file) implements Source {
    @Override
    public InputStream open() throws IOException {
      return new FileInputStream(file.toFile());
    }

    @Override
    public Object mark() throws IOException {
      BasicFileAttributes present = Files.readAttributes(file, BasicFileAttributes.class);
      return present.size() + " " + present.lastModifiedTime();
    }

    @Override
    public long size() throws IOException {
      return Files.size(file);
    }

    @Override
    public String name() {
      return file.toString();
    }
  }

  /** A stream. */
  record StreamSource(InputStream in, String name) implements Source {
    @Override
    public InputStream open() {
      return new java.io.FilterInputStream(in) {
        @Override
        public void close() {
          // The caller's.
        }
      };
    }

    @Override
    public Object mark() {
      return name;
    }

    @Override
    public long size() {
      return -1;
    }
  }
}
