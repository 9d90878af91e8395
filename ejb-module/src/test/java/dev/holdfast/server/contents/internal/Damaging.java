package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.internal.store.StoreAwayException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.UUID;

/** A real store whose disk changes a bit of objects of some length. */
final class Damaging extends Cutting {
  private static final int MOST_SEALING = 1_000;
  private final Bucket server;
  private final int length;

  /** Of contents of so many bytes. */
  Damaging(Bucket server, int length) {
    super(server.store(), () -> {}, 0);
    this.server = server;
    this.length = length;
  }

  @Override
  public void put(UUID object, byte[] bytes) throws StoreAwayException {
    super.put(object, bytes);
    int sealing = bytes.length - length;
    if (sealing > 0 && sealing < MOST_SEALING && sealing % 16 == 0) {
      damage(
          server.objects().stream()
              .filter(file -> file.getFileName().toString().equals(object.toString()))
              .findFirst()
              .orElseThrow());
    }
  }

  /** Changes a byte in the first block. */
  static void damage(Path file) {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(1_000);
      int was = bytes.read();
      bytes.seek(1_000);
      bytes.write(was ^ 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
