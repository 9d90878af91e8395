package dev.holdfast.server.contents.internal;

import static dev.holdfast.server.contents.internal.ContentsLog.LOG;

import dev.holdfast.hooks.ContentScanner;
import dev.holdfast.hooks.ScannedContent;
import dev.holdfast.server.platform.api.Alert;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Has integrators' scanners look at contents before anybody may use them. One that refuses a
 * content refuses it for good; one that fails or takes too long says nothing: the content waits,
 * and is shown again later. To be called without a transaction, since a scanner may take its time.
 */
@ApplicationScoped
public class Scanning {
  private static final int MOST_WORDS = 2000;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final String NO_WORDS = "refused by a scanner of contents";

  private final List<ContentScanner> scanners;
  private final ScanThreads threads;
  private final ContentRows contents;
  private final PieceRows pieces;
  private final Jdbc jdbc;
  private final Duration limit;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Scanning() {
    this.scanners = null;
    this.threads = null;
    this.contents = null;
    this.pieces = null;
    this.jdbc = null;
    this.limit = null;
    this.clock = null;
  }

  /** By the scanners that there are when the server starts. */
  @Inject
  public Scanning(
      Instance<ContentScanner> scanners,
      ScanThreads threads,
      Jdbc jdbc,
      Settings settings,
      Clock clock) {
    this(
        scanners.stream().toList(),
        threads,
        jdbc,
        settings.get(ContentsSettings.SCAN_LIMIT),
        clock);
  }

  Scanning(
      List<ContentScanner> scanners, ScanThreads threads, Jdbc jdbc, Duration limit, Clock clock) {
    this.scanners = scanners;
    this.threads = threads;
    this.contents = new ContentRows(jdbc);
    this.pieces = new PieceRows(jdbc);
    this.jdbc = jdbc;
    this.limit = limit;
    this.clock = clock;
  }

  /** Whether there is no scanner at all. */
  boolean isIdle() {
    return scanners.isEmpty();
  }

  /** Asks every scanner, in turn. */
  void scan(ContentRows.Row content) {
    for (ContentScanner scanner : scanners) {
      Optional<String> refusal;
      try {
        refusal = threads.within(limit, () -> scanner.refuses(shown(content)));
      } catch (TimeoutException e) {
        LOG.scannerSlow(name(scanner), limit, content.id());
        raise(scanner, "It takes longer than " + limit + '.');
        return;
      } catch (ExecutionException e) {
        LOG.scannerFailed(name(scanner), content.id(), e);
        raise(scanner, "It fails: " + e.getCause());
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      settle(scanner);
      if (refusal.isPresent()) {
        String words = words(refusal.get());
        LOG.scannerRefused(name(scanner), content.id(), words);
        contents.refuse(content.id(), words);
        return;
      }
    }
    contents.clear(content.id(), clock.instant());
  }

  /** As far as they can be stored and shown: no control characters, U+0000 among them. */
  private static String words(String said) {
    String words = CONTROL.matcher(said).replaceAll(" ").strip();
    if (words.isEmpty()) {
      return NO_WORDS;
    }
    return words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) : words;
  }

  private ScannedContent shown(ContentRows.Row content) {
    return new ScannedContent(
        content.id(),
        content.type(),
        content.bytes(),
        () -> new PieceStream(pieces, content.lying().upload(), content.bytes()));
  }

  private void raise(ContentScanner scanner, String detail) {
    Alert.raise(jdbc, Alert.Kind.SCANNER, name(scanner), detail);
  }

  private void settle(ContentScanner scanner) {
    Alert.settle(jdbc, Alert.Kind.SCANNER, name(scanner), "It works again.");
  }

  /** What the class is called; the container may have put a proxy around it. */
  private static String name(ContentScanner scanner) {
    Class<?> type = scanner.getClass();
    while (type.isSynthetic() && type.getSuperclass() != Object.class) {
      type = type.getSuperclass();
    }
    return type.getName();
  }
}
