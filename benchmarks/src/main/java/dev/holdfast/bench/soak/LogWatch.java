package dev.holdfast.bench.soak;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the server logs: an error, or a stack trace of any level, breaks a law, unless it was
 * logged while the database was killed. For one thread.
 */
final class LogWatch {
  private static final String LAW = "the server logs no errors";
  private static final Pattern HEAD =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}) (\\w+) +(.*)");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");
  private static final Pattern FRAME = Pattern.compile("\\s+at [\\w.$/@]+\\(.*");
  private static final int MOST_CHARACTERS = 300;

  private final Path log;
  private final Ledger ledger;
  private final List<LocalDateTime[]> excuses = new ArrayList<>();
  private long position;
  private String head = "";
  private boolean excused;
  private boolean told;

  LogWatch(Path log, Ledger ledger) {
    this.log = log;
    this.ledger = ledger;
  }

  /** Between these, errors are no wonder. */
  void excuse(LocalDateTime from, LocalDateTime to) {
    excuses.add(new LocalDateTime[] {from, to});
  }

  /** Reads what is new; returns its bytes. */
  long read() throws IOException {
    ledger.checked(LAW);
    long rotated = 0;
    if (Files.size(log) < position) {
      rotated = read(log.resolveSibling("server.log.1"));
      position = 0;
    }
    return rotated + read(log);
  }

  private long read(Path file) throws IOException {
    byte[] bytes;
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(position);
      bytes = new byte[Math.toIntExact(in.length() - position)];
      in.readFully(bytes);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    long count = whole.getBytes(StandardCharsets.UTF_8).length;
    position += count;
    whole.lines().forEach(this::line);
    return count;
  }

  private void line(String line) {
    Matcher matcher = HEAD.matcher(line);
    if (matcher.matches()) {
      LocalDateTime at = LocalDateTime.parse(matcher.group(1), TIME);
      head = line;
      told = false;
      excused = excuses.stream().anyMatch(span -> !at.isBefore(span[0]) && !at.isAfter(span[1]));
      ledger.one("lines of the server's log, " + matcher.group(2));
      if (matcher.group(2).equals("ERROR") || matcher.group(2).equals("FATAL")) {
        tell();
      }
    } else if (FRAME.matcher(line).matches()) {
      tell();
    }
  }

  private void tell() {
    if (told) {
      return;
    }
    told = true;
    if (excused) {
      ledger.one("errors in the log while the database was killed");
    } else {
      ledger.breach(LAW, head.substring(0, Math.min(head.length(), MOST_CHARACTERS)));
    }
  }
}
