package dev.holdfast.desktop;

import dev.holdfast.desktop.entry.StoreDoor;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.desktop.task.Tasks;
import dev.holdfast.desktop.text.FieldTexts;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.text.Times;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.HoldfastBuilder;
import dev.holdfast.device.peer.Peer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A device of alice with a store of its own and a peer in place of its server. What a presenter
 * asks for is done at once, in the thread of the test, so that nothing has to be waited for.
 */
public final class Tablet implements AutoCloseable {
  /** What opens the store. */
  public static final String PASSPHRASE = "correct horse battery staple";

  /** Where the peer is; nobody asks a name server for it. */
  public static final String SERVER = "https://peer.invalid";

  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Path directory;
  private final Turning clock = new Turning();
  private final Peer peer = new Peer(clock, Peer.alice());
  private @Nullable Holdfast holdfast;

  /** A tablet that nobody has used yet; its peer has the application with all types of fields. */
  public Tablet() {
    try {
      directory = Files.createTempDirectory("holdfast-tablet");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    peer.deploy(everyField());
    peer.airport("AK", "ANC", "Anchorage International");
    peer.airport("AK", "OME", "Nome");
    peer.airport("AK", "FAI", "Fairbanks");
  }

  /** One that is signed in and synced, with a key in place of a passphrase, which is quicker. */
  public static Tablet inUse() {
    Tablet tablet = new Tablet();
    Holdfast open = tablet.builder().observeOn(Runnable::run).openWithKey(KEY);
    open.signIn(SERVER, "alice", "secret", "test");
    open.sync();
    tablet.holdfast = open;
    return tablet;
  }

  /** The application with a field of every type. */
  public static String everyField() {
    try (InputStream in = Tablet.class.getResourceAsStream("every-field.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A clock that goes on only when it is told. */
  public static final class Turning extends Clock {
    private Instant now = Instant.parse("2026-11-23T08:00:00Z");

    /** Time passes. */
    public void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.fixed(now, zone);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private HoldfastBuilder builder() {
    return Holdfast.at(directory.resolve("store"))
        .transport(peer)
        .clock(clock)
        .random(new Random(7))
        .sleeper(time -> {});
  }

  /** The door to the store, for whoever opens it by a passphrase. */
  public StoreDoor door() {
    return new StoreDoor(directory.resolve("store"), this::builder, null, SERVER);
  }

  /** What is at the other end. */
  public Peer peer() {
    return peer;
  }

  /** The time. */
  public Turning clock() {
    return clock;
  }

  /** The device. */
  public Holdfast holdfast() {
    return Objects.requireNonNull(holdfast, "it is in use");
  }

  /** Tasks that are done where they are asked for. */
  public static Tasks atOnce() {
    return new Tasks(Runnable::run, Runnable::run, Runnable::run);
  }

  /** Somebody who works with it and speaks this. */
  public Session session(Locale locale) {
    Texts texts = new Texts(locale);
    return new Session(holdfast(), atOnce(), texts, new FieldTexts(texts, new Times(texts, clock)));
  }

  /** Somebody who speaks English. */
  public Session session() {
    return session(Locale.ENGLISH);
  }

  /** An inspection that waits for alice, on the device. */
  public UUID planned(String site) {
    UUID id = peer.planned("AK", site, "alice");
    holdfast().sync();
    return id;
  }

  @Override
  public void close() {
    if (holdfast != null) {
      holdfast.close();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
