package dev.holdfast.device.store.salvage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The write-ahead log of a store. SQLite takes it for ended where the first frame is rotten; here
 * it is read to the last commit that is in it, and of a page whose last content is rotten the one
 * before counts.
 */
final class PageLog implements AutoCloseable {
  private static final int PAGE_BYTES = PageCipher.PAGE_BYTES;
  static final int HEADER_BYTES = 32;
  private static final int MAGIC_LITTLE_ENDIAN = 0x377f0682;
  private static final int MAGIC_BIG_ENDIAN = 0x377f0683;
  static final int SALTS_AT = 16;
  static final int CHECKSUM_AT = 24;
  static final int FRAME_HEADER_BYTES = 24;
  static final int FRAME_BYTES = FRAME_HEADER_BYTES + PAGE_BYTES;
  static final int FRAME_SALTS_AT = 8;

  private final Optional<Blocks> file;
  private final PageCipher cipher;
  private final int most;

  /** Where the newest content of a page is that was committed and can be read. */
  private final Map<Integer, Long> places = new HashMap<>();

  private boolean whole = true;

  /**
   * Reads a log, if there is one.
   *
   * @param most frames that are read; what comes later does not count
   */
  PageLog(Path name, PageCipher cipher, int most) throws IOException {
    this.file = Files.exists(name) ? Optional.of(new Blocks(name)) : Optional.empty();
    this.cipher = cipher;
    this.most = most;
    if (file.isPresent()) {
      scan(file.get());
    }
  }

  /** The start of a frame: {@code commit} is not 0 in the last one of a transaction. */
  private record Frame(int page, int commit, long salts) {
    private static final Frame ROTTEN = new Frame(0, 0, 0);

    private static Frame of(ByteBuffer header) {
      return new Frame(
          header.getInt(0), header.getInt(Integer.BYTES), header.getLong(FRAME_SALTS_AT));
    }
  }

  /** Frames with other salts than the log's are what is left of an earlier log. */
  private void scan(Blocks blocks) throws IOException {
    List<Frame> frames = new ArrayList<>();
    for (long at = HEADER_BYTES;
        at + FRAME_BYTES <= blocks.size() && frames.size() < most;
        at += FRAME_BYTES) {
      frames.add(blocks.read(at, FRAME_HEADER_BYTES).map(Frame::of).orElse(Frame.ROTTEN));
    }
    if (frames.isEmpty()) {
      return;
    }
    Optional<ByteBuffer> header = blocks.read(0, HEADER_BYTES).filter(PageLog::isHeader);
    long salts = header.map(bytes -> bytes.getLong(SALTS_AT)).orElse(frames.get(0).salts());
    int last = frames.size() - 1;
    while (last >= 0 && (frames.get(last).salts() != salts || frames.get(last).commit() == 0)) {
      last--;
    }
    whole = last < 0 || header.isPresent();
    for (int i = 0; i <= last; i++) {
      take(frames.get(i), salts, HEADER_BYTES + (long) i * FRAME_BYTES + FRAME_HEADER_BYTES);
    }
  }

  private void take(Frame frame, long salts, long at) {
    if (frame.salts() == salts && read(frame.page(), at).isPresent()) {
      places.put(frame.page(), at);
    } else {
      whole = false;
    }
  }

  /** Whether it is the start of a log, by its own checksum. */
  static boolean isHeader(ByteBuffer header) {
    int magic = header.getInt(0);
    if (magic != MAGIC_LITTLE_ENDIAN && magic != MAGIC_BIG_ENDIAN) {
      return false;
    }
    Checksum sum = new Checksum(order(header));
    sum.add(header, 0, CHECKSUM_AT);
    return sum.isAt(header, CHECKSUM_AT);
  }

  /** In which order a log's checksums read bytes, by its start. */
  static ByteOrder order(ByteBuffer header) {
    return header.getInt(0) == MAGIC_BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** The log of a file. */
  static Path of(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  /** Whether everything that was committed to it can be read. */
  boolean isWhole() {
    return whole;
  }

  /** The pages that it has. */
  Set<Integer> pages() {
    return places.keySet();
  }

  /** What is in a page, empty if the log does not have it. */
  Optional<byte[]> page(int number) {
    Long at = places.get(number);
    return at == null ? Optional.empty() : read(number, at);
  }

  private Optional<byte[]> read(int page, long at) {
    return file.flatMap(blocks -> blocks.read(at, PAGE_BYTES))
        .flatMap(content -> cipher.read(page, content.array()));
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
