package dev.holdfast.device.store.salvage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The pages of a store's file as of its last commit, those in its log included. To be read while
 * nobody has the store open.
 */
final class Pages implements AutoCloseable {
  private static final int PAGE_BYTES = PageCipher.PAGE_BYTES;
  private static final int LOG_HEADER_BYTES = 32;
  private static final int FRAME_HEADER_BYTES = 24;
  private static final int SALTS_AT_LOG = 16;
  private static final int SALTS_AT_FRAME = 8;

  private final PageCipher cipher;
  private final FileChannel file;
  private final int count;

  /** Where the newest content of a page is, of those that are in the log. */
  private final Map<Integer, Long> logged = new HashMap<>();

  private final Optional<FileChannel> log;

  Pages(Path file, byte[] keyAndSalt) throws IOException {
    this.cipher = new PageCipher(keyAndSalt);
    this.file = FileChannel.open(file, StandardOpenOption.READ);
    Path beside = file.resolveSibling(file.getFileName() + "-wal");
    this.log =
        Files.exists(beside)
            ? Optional.of(FileChannel.open(beside, StandardOpenOption.READ))
            : Optional.empty();
    int most = (int) (this.file.size() / PAGE_BYTES);
    for (int page : readLog().keySet()) {
      most = Math.max(most, page);
    }
    this.count = most;
  }

  /** Finds what of the log was committed. */
  private Map<Integer, Long> readLog() throws IOException {
    if (log.isEmpty() || log.get().size() < LOG_HEADER_BYTES) {
      return logged;
    }
    FileChannel channel = log.get();
    long salts = read(channel, 0, LOG_HEADER_BYTES).getLong(SALTS_AT_LOG);
    Map<Integer, Long> open = new HashMap<>();
    long end = channel.size() - FRAME_HEADER_BYTES - PAGE_BYTES;
    for (long at = LOG_HEADER_BYTES; at <= end; at += FRAME_HEADER_BYTES + PAGE_BYTES) {
      ByteBuffer header = read(channel, at, FRAME_HEADER_BYTES);
      if (header.getLong(SALTS_AT_FRAME) != salts) {
        break;
      }
      open.put(header.getInt(0), at + FRAME_HEADER_BYTES);
      if (header.getInt(Integer.BYTES) != 0) {
        logged.putAll(open);
        open.clear();
      }
    }
    return logged;
  }

  /** The number of the last page; the first is 1. */
  int count() {
    return count;
  }

  /** What is in a page, empty if it is damaged or not there. */
  Optional<byte[]> page(int number) throws IOException {
    if (number < 1 || number > count) {
      return Optional.empty();
    }
    Long at = logged.get(number);
    if (at != null && log.isPresent()) {
      return cipher.read(number, read(log.get(), at, PAGE_BYTES).array());
    }
    long position = (number - 1L) * PAGE_BYTES;
    return position + PAGE_BYTES > file.size()
        ? Optional.empty()
        : cipher.read(number, read(file, position, PAGE_BYTES).array());
  }

  private static ByteBuffer read(FileChannel channel, long position, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  @Override
  public void close() throws IOException {
    file.close();
    if (log.isPresent()) {
      log.get().close();
    }
  }
}
