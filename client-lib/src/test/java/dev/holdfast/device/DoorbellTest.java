package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.Sleeper;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.device.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

  private final Peer peer = new Peer(Device.CLOCK, Peer.alice());
  private final BlockingQueue<PipedOutputStream> connections = new LinkedBlockingQueue<>();
  private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean doorbell = true;
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
        new Thread(() -> holdfast.syncUntilInterrupted(Duration.ofDays(1), done -> {}, away -> {}));
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
      synchronized (peer) {
        return peer.send(request);
      }
    }
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return new Events(403, new ByteArrayInputStream(new byte[0]));
    }
    if (!doorbell) {
      return new Events(503, new ByteArrayInputStream(new byte[0]));
    }
    PipedOutputStream server = new PipedOutputStream();
    InputStream events = new PipedInputStream(server);
    connections.add(server);
    return new Events(200, events);
  }

  private record Events(int status, InputStream body) implements Transport.Answer {
    @Override
    public Optional<String> header(String name) {
      return Optional.empty();
    }

    @Override
    public long received() {
      return 0;
    }

    @Override
    public void close() {}
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
    server.write("event: ring\ndata:\n\n".getBytes(StandardCharsets.UTF_8));
    server.flush();
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
