package dev.holdfast.bench.attachments;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.bench.Together;
import dev.holdfast.bench.upload.Visitors;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.SyncResult;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * 200 devices that send a picture each at once, by tus, into the database; the same bytes put bare
 * into files on the same server; and how long an action takes meanwhile, from the device and back.
 */
public final class Attachments implements Benchmark {
  private static final int DEVICES = 200;
  private static final int PICTURE = 1_000_000;
  private static final int ROUNDS = 3;
  private static final int WARM_UP = 2;
  private static final int ACTIONS = 60;
  private static final int WARM_UP_ACTIONS = 100;
  private static final int MOST = 95;
  private static final double BYTES_PER_MILLI = 1e3;

  /** What a JPEG begins with: the server looks. */
  private static final byte[] JPEG = {
    (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 0x10, 'J', 'F', 'I', 'F', 0
  };

  private final Random random = new Random(6);

  @Override
  public String name() {
    return "attachments";
  }

  @Override
  public String description() {
    return "200 devices send a picture each at once, and actions meanwhile; baseline: bare PUTs of"
        + " the same bytes";
  }

  @Override
  public Report run(BenchServer server) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Visitors visitors = new Visitors(server, Attachments.class);
    BarePut bare = BarePut.deploy(server, client);
    List<Sender> senders = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      senders.add(Sender.enrol(client, server.url(), visitors.add(), Visitors.PASSWORD));
    }
    Samples.Collector puts = new Samples.Collector();
    Samples.Collector sent = new Samples.Collector();
    Samples.Collector alone = new Samples.Collector();
    Samples.Collector meanwhile = new Samples.Collector();
    try (Holdfast device = visitors.enrol()) {
      for (int i = -WARM_UP_ACTIONS; i < ACTIONS; i++) {
        double millis = act(visitors, device);
        if (i >= 0) {
          alone.add(millis);
        }
      }
      for (int round = -WARM_UP; round < ROUNDS; round++) {
        List<byte[]> pictures = pictures();
        List<Callable<?>> baseline = new ArrayList<>();
        pictures.forEach(picture -> baseline.add(() -> bare.put(picture)));
        double put = Together.run(baseline);
        double took = Together.run(sending(senders, pictures));
        if (round >= 0) {
          puts.add(put);
          sent.add(took);
        }
      }
      for (int round = 0; round < ROUNDS; round++) {
        actWhileSent(visitors, device, senders, meanwhile);
      }
    }
    return report(puts.samples(), sent.samples(), alone.samples(), meanwhile.samples());
  }

  private Report report(Samples puts, Samples sent, Samples alone, Samples meanwhile) {
    Map<String, Samples> measured = new LinkedHashMap<>();
    measured.put("bare-put", puts);
    measured.put("sent", sent);
    measured.put("action-alone", alone);
    measured.put("action-meanwhile", meanwhile);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("bare PUT, MB/s", perSecond(puts));
    facts.put("sent, MB/s", perSecond(sent));
    facts.put("bytes/s per bare PUT", puts.median() / sent.median());
    facts.put("action alone, p95 ms", alone.percentile(MOST));
    facts.put("action meanwhile, p95 ms", meanwhile.percentile(MOST));
    facts.put("p95 meanwhile per alone", meanwhile.percentile(MOST) / alone.percentile(MOST));
    return new Report(
        name(),
        DEVICES + " pictures of " + PICTURE + " bytes, hashed, typed and committed in pieces",
        "bare-put",
        measured,
        facts);
  }

  /** A new visit on the device, and the sync that brings it up. */
  private static double act(Visitors visitors, Holdfast device) {
    visitors.work(device, 1);
    long started = System.nanoTime();
    SyncResult result = device.sync();
    double millis = (System.nanoTime() - started) / 1e6;
    if (result.up().applied() != 1 || result.pending() != 0) {
      throw new IllegalStateException("not applied: " + result);
    }
    return millis;
  }

  /** Actions for as long as pictures are sent. */
  private void actWhileSent(
      Visitors visitors, Holdfast device, List<Sender> senders, Samples.Collector meanwhile)
      throws Exception {
    AtomicBoolean sending = new AtomicBoolean(true);
    List<Callable<?>> contents = sending(senders, pictures());
    Callable<?> actions =
        () -> {
          while (sending.get()) {
            double millis = act(visitors, device);
            if (sending.get()) {
              meanwhile.add(millis);
            }
          }
          return device;
        };
    Callable<?> pictures =
        () -> {
          try {
            return (Object) Together.run(contents);
          } finally {
            sending.set(false);
          }
        };
    Together.run(List.of(actions, pictures));
  }

  private static List<Callable<?>> sending(List<Sender> senders, List<byte[]> pictures) {
    List<Callable<?>> all = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      byte[] picture = pictures.get(i);
      Sender sender = senders.get(i);
      all.add(() -> sender.send(picture));
    }
    return all;
  }

  private List<byte[]> pictures() {
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      byte[] picture = new byte[PICTURE];
      random.nextBytes(picture);
      System.arraycopy(JPEG, 0, picture, 0, JPEG.length);
      pictures.add(picture);
    }
    return pictures;
  }

  private static long perSecond(Samples samples) {
    return Math.round((double) DEVICES * PICTURE / samples.median() / BYTES_PER_MILLI);
  }
}
