package dev.holdfast.server.sync.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncRequest.Late;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Law 5 over streams that are cut one after the other, while the same rows change; {@link
 * MemoryDevice} does not take a line twice.
 */
class CutAgainTest {
  private static final List<String> STATES = StreamData.STATES;
  private static final String ALASKA = "field/airport[state=AK]";
  private static final int ALASKANS = 20;

  private final StreamHarness server;
  private final MemoryDevice device = new MemoryDevice();

  CutAgainTest() throws Exception {
    server = new StreamHarness();
    device.receive(answer());
  }

  private byte[] answer() throws Exception {
    return server.answer(device.request(), STATES).orElseThrow();
  }

  /** Takes a stream up to so many lines of a bucket. */
  private int take(byte[] stream, String bucket, int lines) throws Exception {
    String text = new String(stream, UTF_8);
    int at = text.indexOf("B\t\"" + bucket.replace("\"", "\\\"") + '"');
    assertThat(at).as("%s in %s", bucket, text).isNotNegative();
    for (int i = 0; i < lines; i++) {
      at = text.indexOf("\nP\t", at + 1);
    }
    return device.receive(Arrays.copyOf(stream, text.indexOf('\n', at + 1) + 1));
  }

  private static int lines(byte[] stream) {
    return (int) new String(stream, UTF_8).lines().filter(l -> l.matches("[PD]\t.*")).count();
  }

  @Test
  void whatCameOfALargeTransactionInALaterStreamIsNotSentAgain() throws Exception {
    server.database.jdbc().update("UPDATE demo.airport SET name = 'One' WHERE iata = 'A3'");
    take(answer(), ALASKA, 1);
    server.database.jdbc().update("UPDATE demo.airport SET name = 'All' WHERE state = 'AK'");

    for (int left = ALASKANS; left > 5; left -= 5) {
      byte[] stream = answer();
      assertThat(lines(stream)).isEqualTo(left);
      take(stream, ALASKA, 5);
    }
    device.receive(answer());

    DeviceStreamTest.assertConverged(server, device);
  }

  @Test
  void noMoreIsWhatCommittedLate() throws Exception {
    try (Connection late = server.database.dataSource().getConnection();
        Statement statement = late.createStatement()) {
      late.setAutoCommit(false);
      statement.execute(
          "UPDATE demo.airport SET name = 'Late' WHERE state = 'AK' AND iata <> 'A3'");
      server.database.jdbc().update("UPDATE demo.airport SET name = 'One' WHERE iata = 'A3'");
      take(answer(), ALASKA, 1);
      late.commit();
    }

    for (int left = ALASKANS - 1; left > 4; left -= 5) {
      byte[] stream = answer();
      assertThat(lines(stream)).isEqualTo(left);
      take(stream, ALASKA, 5);
    }
    device.receive(answer());

    DeviceStreamTest.assertConverged(server, device);
  }

  @Test
  void whatWentWhileAWholeBucketCameGoes() throws Exception {
    server.order(UUID.randomUUID());
    take(answer(), ALASKA, 5);
    // The rest of the bucket is newer than what went, and only some of it comes.
    server.database.jdbc().update("DELETE FROM demo.airport WHERE iata = 'A12'");
    server.database.jdbc().update("UPDATE demo.airport SET name = 'New' WHERE iata > 'A4'");
    take(answer(), ALASKA, 1);
    device.receive(answer());

    DeviceStreamTest.assertConverged(server, device);
  }

  @Test
  void anOlderDeviceThatSaysNothingOfStreamsGetsItAll() throws Exception {
    server.database.jdbc().update("UPDATE demo.airport SET name = 'One' WHERE iata = 'A3'");
    take(answer(), ALASKA, 1);
    server.database.jdbc().update("UPDATE demo.airport SET name = 'All' WHERE state = 'AK'");
    take(answer(), ALASKA, 5);

    SyncRequest older = with(Map.of(ALASKA, bucket -> simple(bucket)));

    assertThat(lines(server.answer(older, STATES).orElseThrow())).isEqualTo(ALASKANS);
  }

  private static StagedBucket simple(StagedBucket b) {
    return new StagedBucket(b.definition(), b.full(), b.position(), b.complete(), b.checkpoint());
  }

  @Test
  void aStreamThatWasNotNamedIsMalformed() throws Exception {
    server.database.jdbc().update("UPDATE demo.airport SET name = 'One' WHERE iata = 'A3'");
    take(answer(), ALASKA, 1);
    SyncRequest later = with(Map.of(ALASKA, b -> of(b, 1, null)));
    SyncRequest before = with(Map.of(ALASKA, b -> of(b, 0, List.of(new Late(-1, "1\t[\"A\"]")))));

    for (SyncRequest request : List.of(later, before)) {
      assertThatThrownBy(() -> server.answer(request, STATES))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("a stream is a number from 0 to 0");
    }
  }

  private static StagedBucket of(StagedBucket b, int stream, @Nullable List<Late> late) {
    return new StagedBucket(
        b.definition(), b.full(), b.position(), b.complete(), b.checkpoint(), stream, late);
  }

  private SyncRequest with(Map<String, UnaryOperator<StagedBucket>> otherwise) {
    SyncRequest request = device.request();
    SyncRequest.Staging staging = Objects.requireNonNull(request.staging());
    Map<String, StagedBucket> buckets = new HashMap<>(staging.buckets());
    otherwise.forEach((name, change) -> buckets.computeIfPresent(name, (n, b) -> change.apply(b)));
    return new SyncRequest(
        request.protocol(),
        request.checkpoint(),
        request.buckets(),
        new SyncRequest.Staging(staging.checkpoint(), staging.order(), buckets, staging.streams()),
        0,
        null);
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void whateverTransactionsOverlapNoLineComesTwice(@ForAll Random random) throws Exception {
    List<Connection> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Connection writer = server.database.dataSource().getConnection();
      writer.setAutoCommit(false);
      writers.add(writer);
    }
    for (int round = 0; round < 60; round++) {
      for (int i = random.nextInt(4); i > 0; i--) {
        write(writers, random);
      }
      if (random.nextInt(15) == 0) {
        server.order(UUID.randomUUID());
      }
      if (random.nextInt(15) == 0) {
        device.damage(random);
      }
      Optional<byte[]> stream = server.answer(device.request(), STATES);
      if (stream.isPresent()) {
        byte[] whole = stream.get();
        boolean cut = random.nextInt(8) != 0;
        device.receive(cut ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole);
      }
    }
    for (Connection writer : writers) {
      writer.commit();
      writer.close();
    }
    server.order();
    for (int syncs = 0; server.answer(device.request(), STATES).isPresent(); syncs++) {
      assertThat(syncs).as("syncs until nothing is new").isLessThan(10);
      device.receive(answer());
    }
    DeviceStreamTest.assertConverged(server, device);
  }

  /** Each writer has airports of its own, so that none waits for another. */
  private static void write(List<Connection> writers, Random random) throws Exception {
    int number = random.nextInt(writers.size());
    Connection writer = writers.get(number);
    Sql sql = new Sql(writer);
    String one = "A" + (number + 4 * random.nextInt(16));
    switch (random.nextInt(7)) {
      case 0, 1 -> writer.commit();
      case 2 -> writer.rollback();
      case 3 ->
          sql.update(
              "UPDATE demo.airport SET name = name || '!' WHERE substr(iata, 2)::int % ? = ?",
              writers.size(), number);
      case 4 -> sql.update("UPDATE demo.airport SET state = 'AK' WHERE iata = ?", one);
      case 5 -> sql.update("DELETE FROM demo.airport WHERE iata = ?", one);
      default -> sql.update("UPDATE demo.airport SET name = 'N' WHERE iata = ?", one);
    }
  }
}
