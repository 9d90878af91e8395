package dev.holdfast.bench.device;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.SmallProcess;
import dev.holdfast.bench.net.Relay;
import dev.holdfast.device.Holdfast;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What an idle device asks of a battery: the real loop in processes of their own against the real
 * server, watched for some minutes of real time and scaled to an hour. Both devices are idle at the
 * same time.
 */
final class Idling {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int MINUTE = 60;

  /** How often a device syncs that also listens at the doorbell. */
  private static final int QUARTER = 15 * MINUTE;

  private static final long HOUR = 3600;

  /** After the first sync: what follows it, such as its report and the first hour's connection. */
  private static final Duration SETTLING = Duration.ofSeconds(15);

  private final BenchServer server;
  private final Handheld handheld;

  Idling(BenchServer server, Handheld handheld) {
    this.server = server;
    this.handheld = handheld;
  }

  /** Measures. */
  void measure(Map<String, Object> facts) throws Exception {
    try (Relay bellNet = new Relay(server.url());
        Relay pollNet = new Relay(server.url());
        SmallProcess bell = idle(bellNet, QUARTER, "doorbell");
        SmallProcess poll = idle(pollNet, MINUTE, "interval")) {
      bell.next();
      poll.next();
      TimeUnit.NANOSECONDS.sleep(SETTLING.toNanos());
      Watch bells = new Watch(bell, bellNet);
      Watch polls = new Watch(poll, pollNet);
      TimeUnit.NANOSECONDS.sleep(WINDOW.toNanos());
      Seen listening = bells.end();
      Seen polling = polls.end();
      if (listening.syncs() != 0 || polling.syncs() < WINDOW.toMinutes() - 1) {
        throw new IllegalStateException("not idle: %s, %s".formatted(listening, polling));
      }
      long perPoll = polling.bytes() / polling.syncs();
      double hours = HOUR / (double) WINDOW.toSeconds();
      long quarters = HOUR / QUARTER;
      facts.put("idle: bytes of a poll with nothing new", perPoll);
      facts.put(
          "idle hour at the doorbell, a poll each 15 min: bytes",
          Math.round(listening.bytes() * hours) + quarters * perPoll);
      facts.put(
          "idle hour at the doorbell: radio wake-ups",
          Math.round(listening.radio() * hours) + quarters);
      facts.put(
          "idle hour at the doorbell: wake-ups of threads", Math.round(listening.waits() * hours));
      facts.put("idle hour without doorbell, a poll each 15 min: bytes", quarters * perPoll);
      facts.put("idle hour without doorbell, a poll each 15 min: radio wake-ups", quarters);
      facts.put("idle hour, a poll each minute: bytes", Math.round(polling.bytes() * hours));
      facts.put(
          "idle hour, a poll each minute: radio wake-ups", Math.round(polling.radio() * hours));
      facts.put(
          "idle hour, a poll each minute: wake-ups of threads",
          Math.round(polling.waits() * hours));
      facts.put("idle: watched for, s of real time, scaled", WINDOW.toSeconds());
    }
  }

  private SmallProcess idle(Relay net, int pause, String how) throws IOException {
    Path store = server.newStore();
    try (Holdfast device = handheld.enrol(store, Handheld.key(), net.url())) {
      device.sync();
    }
    return SmallProcess.start(IdlingMain.class, store.toString(), Integer.toString(pause), how);
  }

  /** What was seen of a device. */
  private record Seen(long bytes, long radio, long waits, long syncs) {}

  /** From now on. */
  private static final class Watch {
    private final SmallProcess device;
    private final Relay net;
    private final Seen begun;

    Watch(SmallProcess device, Relay net) throws IOException {
      this.device = device;
      this.net = net;
      this.begun = now();
    }

    private Seen now() throws IOException {
      JsonNode said = device.ask("");
      return new Seen(
          net.bytes(), net.wakeUps(), said.path("waits").asLong(), said.path("syncs").asLong());
    }

    Seen end() throws IOException {
      Seen end = now();
      return new Seen(
          end.bytes() - begun.bytes(),
          end.radio() - begun.radio(),
          end.waits() - begun.waits(),
          end.syncs() - begun.syncs());
    }
  }
}
