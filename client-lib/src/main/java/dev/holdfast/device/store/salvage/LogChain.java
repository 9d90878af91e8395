package dev.holdfast.device.store.salvage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A write-ahead log as SQLite reads it when nobody has the store open: frame by frame, each with a
 * checksum over all before it, up to the first that is wrong. After a kill that is the end of what
 * was written; where a page has rotted since, what was committed behind it is gone without a word.
 */
public final class LogChain {
  private static final int PAGE_BYTES = PageCipher.PAGE_BYTES;
  private static final int PAGE_AT = PageLog.FRAME_HEADER_BYTES;

  /** What of a frame's header is part of its checksum. */
  private static final int COUNTED_BYTES = 8;

  private static final int CHECKSUM_AT = 16;

  private final Blocks blocks;
  private final PageCipher cipher;
  private final long frames;
  private boolean begun;
  private long salts;

  /** The first frame that SQLite does not take. */
  private long broken;

  /** Up to here it takes them. */
  private int committed;

  private LogChain(Blocks blocks, PageCipher cipher) throws IOException {
    this.blocks = blocks;
    this.cipher = cipher;
    this.frames = Math.max(0, (blocks.size() - PageLog.HEADER_BYTES) / PageLog.FRAME_BYTES);
    follow();
  }

  /**
   * Whether SQLite would drop changes of some tables or indexes that were committed, because of a
   * page of the log that has rotted. A power cut may leave pages of transactions that were not
   * synced unwritten, and others behind them: of those that change these tables only the last one.
   * So that one is not looked at.
   *
   * @param file the store's, which nobody has open
   * @param keyAndSalt the raw key, then the file's salt
   * @param names tables and indexes that are written with a sync only
   */
  public static boolean hides(Path file, byte[] keyAndSalt, List<String> names) throws IOException {
    Path log = PageLog.of(file);
    if (Files.notExists(log)) {
      return false;
    }
    try (Blocks blocks = new Blocks(log)) {
      LogChain chain = new LogChain(blocks, new PageCipher(keyAndSalt));
      Behind behind = chain.behind();
      // A log begins anew when all of it has been moved into the file. Who is killed in the middle
      // of its new header leaves the old frames, and a file that is as they are.
      return behind.synced() > 0
          && chain.differs(file, keyAndSalt, names, behind.synced())
          && chain.differs(file, keyAndSalt, names, behind.all());
    }
  }

  /** Where the start of the log is rotten, SQLite takes nothing of it. */
  private void follow() {
    Optional<ByteBuffer> header = blocks.read(0, PageLog.HEADER_BYTES).filter(PageLog::isHeader);
    if (header.isEmpty()) {
      salts = frames == 0 ? 0 : frame(0).map(LogChain::salts).orElse(0L);
      return;
    }
    begun = true;
    salts = header.get().getLong(PageLog.SALTS_AT);
    Checksum sum = new Checksum(PageLog.order(header.get()));
    sum.add(header.get(), 0, PageLog.CHECKSUM_AT);
    for (; broken < frames; broken++) {
      Optional<ByteBuffer> frame = frame(broken);
      if (frame.isEmpty() || salts(frame.get()) != salts) {
        return;
      }
      sum.add(frame.get(), 0, COUNTED_BYTES);
      sum.add(frame.get(), PAGE_AT, PageLog.FRAME_BYTES);
      if (!sum.isAt(frame.get(), CHECKSUM_AT)) {
        return;
      }
      if (isCommit(frame.get())) {
        committed = Math.toIntExact(broken + 1);
      }
    }
  }

  /**
   * What had been committed behind the place where the log ends for SQLite.
   *
   * @param synced frames up to the end of the last transaction but one
   * @param all frames up to the end of the last one
   */
  private record Behind(int synced, int all) {
    static final Behind NOTHING = new Behind(0, 0);
  }

  /**
   * What had been committed, if the log ends before it at something that is not what was written.
   * What there is of an earlier log has other salts; of a transaction that was rolled back there is
   * no commit. The last transaction may have been under way.
   */
  private Behind behind() {
    if (broken == frames) {
      return Behind.NOTHING;
    }
    long last = 0;
    long before = 0;
    for (long later = begun ? broken : 0; later < frames; later++) {
      Optional<ByteBuffer> frame = frame(later);
      if (frame.isPresent()
          && salts(frame.get()) == salts
          && isCommit(frame.get())
          // The page that rotted may itself be the last of its transaction.
          && (later == broken || isWhole(later))) {
        before = last;
        last = later + 1;
      }
    }
    return new Behind(Math.toIntExact(before), Math.toIntExact(last));
  }

  private static long salts(ByteBuffer frame) {
    return frame.getLong(PageLog.FRAME_SALTS_AT);
  }

  private static boolean isCommit(ByteBuffer frame) {
    return frame.getInt(Integer.BYTES) != 0;
  }

  private boolean isWhole(long number) {
    return frame(number)
        .flatMap(
            frame -> {
              byte[] page = new byte[PAGE_BYTES];
              System.arraycopy(frame.array(), frame.arrayOffset() + PAGE_AT, page, 0, PAGE_BYTES);
              return cipher.read(frame.getInt(0), page);
            })
        .isPresent();
  }

  private boolean differs(Path file, byte[] keyAndSalt, List<String> names, int hidden)
      throws IOException {
    try (DamagedFile sqlites = new DamagedFile(file, keyAndSalt, committed);
        DamagedFile whole = new DamagedFile(file, keyAndSalt, hidden)) {
      for (String name : names) {
        DamagedFile.Content all = whole.content(name);
        // What rotted may be the page that says where the rest is.
        if (!all.complete() || !texts(sqlites.content(name)).equals(texts(all))) {
          return true;
        }
      }
      return false;
    }
  }

  private static List<String> texts(DamagedFile.Content content) {
    return content.rows().stream().map(Row::toString).sorted().toList();
  }

  private Optional<ByteBuffer> frame(long number) {
    return blocks.read(PageLog.HEADER_BYTES + number * PageLog.FRAME_BYTES, PageLog.FRAME_BYTES);
  }
}
