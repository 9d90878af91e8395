package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.Sleeper;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.device.peer.PlainAnswer;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.app.User;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A device that keeps in sync")
class DoorbellTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int PATIENCE_SECONDS = 60;

  private static final User ALICE =
      new User("alice", Set.of("inspector", "supervisor"), Map.of("states", List.of("AK")));

  private final Peer peer = new Peer(Device.CLOCK, ALICE);
  private final BlockingQueue<PipedOutputStream> connections = new LinkedBlockingQueue<>();
  private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final BlockingQueue<SyncResult> results = new LinkedBlockingQueue<>();
  private final List<Transport.Request> asked = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Transport.Request> reports = new LinkedBlockingQueue<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean doorbell = true;
  private Transport.@Nullable Request last;
  private volatile Sleeper sleeper = duration -> {};
  private Holdfast holdfast;
  private Thread keeper;

  @BeforeEach
  void keep(@TempDir Path directory) {
    holdfast =
        Holdfast.at(directory)
            .clock(Device.CLOCK)
            .transport(this::answer)
            .sleeper(duration -> sleeper.sleep(duration))
            .openWithKey(KEY.clone());
    holdfast.signIn("https://peer.invalid", "alice", "secret", "test");
    holdfast.sync();
    holdfast.watch(changes::add);
    keeper =
        new Thread(
            () -> holdfast.syncUntilInterrupted(Duration.ofDays(1), results::add, away -> {}));
    asked.clear();
  }

  @AfterEach
  void end() throws InterruptedException {
    keeper.interrupt();
    keeper.join();
    holdfast.close();
  }

  /** The peer, with a doorbell beside it. */
  private Transport.Answer answer(Transport.Request request) throws IOException {
    if (!request.uri().getPath().endsWith("/doorbell")) {
      if (request.uri().getPath().endsWith("/sync/report")) {
        reports.add(request);
      }
      if (request.uri().getPath().endsWith("/sync")) {
        asked.add(request);
      }
      synchronized (peer) {
        return peer.send(request);
      }
    }
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return new PlainAnswer(403);
    }
    if (!doorbell) {
      return new PlainAnswer(503);
    }
    if (busy.getAndSet(false)) {
      return new PlainAnswer(503) {
        @Override
        public Optional<String> header(String name) {
          return name.equals("Retry-After") ? Optional.of("90") : Optional.empty();
        }
      };
    }
    PipedOutputStream server = new PipedOutputStream();
    InputStream events = new PipedInputStream(server);
    connections.add(server);
    return new PlainAnswer(200, events);
  }

  private PipedOutputStream connection() throws InterruptedException {
    PipedOutputStream server = connections.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(server).as("a connection to the doorbell").isNotNull();
    return server;
  }

  private void change(String iata) {
    synchronized (peer) {
      peer.airport("AK", iata, iata);
    }
  }

  private void assertReceived(String iata) throws InterruptedException {
    String query = "SELECT iata FROM airport WHERE iata = '" + iata + "'";
    while (holdfast.query(query).isEmpty()) {
      assertThat(changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("a change").isNotNull();
    }
  }

  private static void ring(PipedOutputStream server) throws IOException {
    write(server, "event: ring\ndata:\n\n");
  }

  @Test
  @DisplayName("syncs at once when the doorbell rings")
  void rings() throws Exception {
    keeper.start();
    try (PipedOutputStream server = connection()) {
      change("FAI");
      ring(server);
      assertReceived("FAI");
      change("JNU");
      ring(server);
      assertReceived("JNU");
    }
  }

  @Test
  @DisplayName("connects again when the connection ends, and has what changed in between")
  void connectsAgain() throws Exception {
    keeper.start();
    try (PipedOutputStream first = connection()) {
      // Before it ends: the next connection may be there at once.
      change("FAI");
    }
    try (PipedOutputStream again = connection()) {
      assertReceived("FAI");
      change("JNU");
      ring(again);
      assertReceived("JNU");
    }
  }

  @Test
  @DisplayName("goes on listening after refusals, with a pause after each")
  void refused() throws Exception {
    List<Duration> pauses = new CopyOnWriteArrayList<>();
    sleeper = pauses::add;
    refusals.set(3);
    keeper.start();

    try (PipedOutputStream server = connection()) {
      assertThat(pauses).hasSize(3);
      change("FAI");
      ring(server);
      assertReceived("FAI");
    }
  }

  @Test
  @DisplayName("comes back to a doorbell that is busy when that says so, not before")
  void busy() throws Exception {
    List<Duration> pauses = new CopyOnWriteArrayList<>();
    sleeper = pauses::add;
    busy.set(true);
    keeper.start();

    try (PipedOutputStream server = connection()) {
      assertThat(pauses)
          .singleElement()
          .satisfies(pause -> assertThat(pause).isGreaterThanOrEqualTo(Duration.ofSeconds(90)));
      ring(server);
    }
  }

  @Test
  @DisplayName("asks for all that was committed before when it was rung")
  void fresh() throws Exception {
    keeper.start();
    try (PipedOutputStream server = connection()) {
      change("FAI");
      ring(server);
      assertReceived("FAI");
    }
    synchronized (peer) {
      assertThat(peer.requests()).isNotEmpty().allMatch(request -> request.wantsFresh());
    }
  }

  @Test
  @DisplayName("takes what it is handed at the doorbell, and does not ask for it")
  void handed() throws Exception {
    keeper.start();
    try (PipedOutputStream server = connection()) {
      String held = settled();
      change("FAI");
      hand(server, held, stream());
      assertThat(result().down().rows()).isEqualTo(1);
      assertReceived("FAI");
      assertThat(asked).isEmpty();
      assertThat(reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("a report").isNotNull();
    }
  }

  @Test
  @DisplayName("asks itself if what it is handed leads on from where it does not stand")
  void elsewhere() throws Exception {
    keeper.start();
    try (PipedOutputStream server = connection()) {
      settled();
      change("FAI");
      hand(server, "another", stream());
      assertThat(result().down().rows()).isEqualTo(1);
      assertReceived("FAI");
      assertThat(asked).hasSize(1);
    }
  }

  @Test
  @DisplayName("asks itself while an action was answered after what it is handed was made")
  void older() throws Exception {
    change("ANC");
    keeper.start();
    try (PipedOutputStream server = connection()) {
      String held = settled();
      change("FAI");
      byte[] older = stream();
      UUID created = holdfast.create("inspection", Map.of("site", "ANC")).caseId();
      synchronized (peer) {
        peer.faults().cutStreamAndGoAt(10);
      }
      assertThatThrownBy(holdfast::sync).isInstanceOf(UnreachableException.class);
      synchronized (peer) {
        peer.reachable(true);
      }
      asked.clear();
      hand(server, held, older);
      result();
      assertThat(asked).hasSize(1);
      assertThat(holdfast.show(created)).isPresent();
    }
  }

  @Test
  @DisplayName("asks itself if what it is handed can't be read")
  void unreadable() throws Exception {
    keeper.start();
    try (PipedOutputStream server = connection()) {
      String held = settled();
      change("FAI");
      write(server, "event: delta\ndata: " + held + "\ndata: %%%\n\n");
      assertThat(result().down().rows()).isEqualTo(1);
      assertThat(asked).hasSize(1);
    }
  }

  @Test
  @DisplayName("asks for the rest if what it is handed was cut")
  void cut() throws Exception {
    keeper.start();
    try (PipedOutputStream server = connection()) {
      String held = settled();
      change("FAI");
      byte[] stream = stream();
      hand(server, held, Arrays.copyOf(stream, stream.length - 10));
      result();
      assertReceived("FAI");
      assertThat(asked).hasSize(1);
    }
  }

  /** Waits until it has synced at its beginning and at the door; says where it stands. */
  private String settled() throws InterruptedException {
    result();
    String held = result().checkpoint();
    reports.clear();
    last = asked.get(asked.size() - 1);
    asked.clear();
    return held;
  }

  private SyncResult result() throws InterruptedException {
    SyncResult result = results.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(result).as("a sync").isNotNull();
    return result;
  }

  /** What the device would get if it asked now. */
  private byte[] stream() throws IOException {
    synchronized (peer) {
      try (Transport.Answer answer = peer.send(Objects.requireNonNull(last))) {
        return answer.body().readAllBytes();
      }
    }
  }

  private static void hand(PipedOutputStream server, String from, byte[] stream)
      throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(stream);
    }
    write(
        server,
        "event: delta\ndata: %s\ndata: %s\n\n"
            .formatted(from, Base64.getEncoder().encodeToString(packed.toByteArray())));
  }

  private static void write(PipedOutputStream server, String event) throws IOException {
    server.write(event.getBytes(StandardCharsets.UTF_8));
    server.flush();
  }

  @Test
  @DisplayName("polls at its interval where there is no doorbell")
  void polls() throws Exception {
    doorbell = false;
    // Who was refused at the doorbell does not try again until the end of the test.
    sleeper = duration -> new CountDownLatch(1).await();
    Thread polling =
        new Thread(
            () -> holdfast.syncUntilInterrupted(Duration.ofMillis(50), done -> {}, away -> {}));
    polling.start();
    change("FAI");
    assertReceived("FAI");
    polling.interrupt();
    polling.join();
    keeper.start();
  }
}
