package dev.holdfast.device.store.salvage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The pages of a store's file as of its last commit, those in its log included. To be read while
 * nobody has the store open.
 */
final class Pages implements AutoCloseable {
  private static final int PAGE_BYTES = PageCipher.PAGE_BYTES;

  private final PageCipher cipher;
  private final Blocks file;
  private final PageLog log;
  private final int count;

  /**
   * Opens both.
   *
   * @param mostFrames frames of the log that count
   */
  Pages(Path file, byte[] keyAndSalt, int mostFrames) throws IOException {
    this.cipher = new PageCipher(keyAndSalt);
    this.file = new Blocks(file);
    this.log = new PageLog(PageLog.of(file), cipher, mostFrames);
    int most = (int) (this.file.size() / PAGE_BYTES);
    for (int page : log.pages()) {
      most = Math.max(most, page);
    }
    this.count = most;
  }

  /** Whether everything that was committed to the log can be read. */
  boolean hasWholeLog() {
    return log.isWhole();
  }

  /** The number of the last page; the first is 1. */
  int count() {
    return count;
  }

  /** What is in a page, empty if it is damaged or not there. */
  Optional<byte[]> page(int number) {
    if (number < 1 || number > count) {
      return Optional.empty();
    }
    return log.page(number).or(() -> inFile(number));
  }

  private Optional<byte[]> inFile(int number) {
    return file.read((number - 1L) * PAGE_BYTES, PAGE_BYTES)
        .flatMap(content -> cipher.read(number, content.array()));
  }

  @Override
  public void close() throws IOException {
    file.close();
    log.close();
  }
}
