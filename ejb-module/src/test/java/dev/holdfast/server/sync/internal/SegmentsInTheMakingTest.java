package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Segments that are made while devices ask for them. */
class SegmentsInTheMakingTest {
  private static final List<String> STATES = StreamData.STATES;

  @Test
  void whatIsMadeIsFetchedWhileTheRestIsBeingMade() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = SegmentFetches.device();
    server.makeAtOnce(2);

    device.receive(server.answer(device.request(), STATES).orElseThrow());
    int first = device.outstanding().size();
    SegmentFetches.fetchAll(server, device);
    server.makeRest();
    server.database.jdbc().update("UPDATE demo.airport SET name = 'New' WHERE iata = 'A3'");
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    int second = device.outstanding().size();
    SegmentFetches.fetchAll(server, device);
    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(first).isPositive();
    assertThat(second).isPositive();
    DeviceStreamTest.assertConverged(server, device);
    assertThat(server.answer(device.request(), STATES)).isEmpty();
  }

  @Test
  void whoWaitsInVainIsToldThatSegmentsAreBeingMadeAndComesAgainUntilItIsWhole() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = SegmentFetches.device();
    server.makeAtOnce(0);

    device.receive(server.answer(device.request(), STATES).orElseThrow());
    List<String> first = device.outstanding();
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    List<String> second = device.outstanding();
    server.makeRest();
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    int made = device.outstanding().size();
    SegmentFetches.fetchAll(server, device);
    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(first).as("nothing is there yet").isEmpty();
    assertThat(second).as("nor at the second time").isEmpty();
    assertThat(made).isPositive();
    assertThat(server.segments.puts()).as("nothing is made twice").isEqualTo(made);
    DeviceStreamTest.assertConverged(server, device);
    assertThat(server.answer(device.request(), STATES)).isEmpty();
  }

  @Test
  void theNextDeviceTakesWhatIsThereWhileTheRestIsBeingMade() throws Exception {
    StreamHarness server = new StreamHarness();
    server.makeAtOnce(2);
    server.answer(SegmentFetches.device().request(), STATES);
    MemoryDevice next = SegmentFetches.device();

    next.receive(server.answer(next.request(), STATES).orElseThrow());

    assertThat(next.outstanding()).isNotEmpty();
    assertThat(next.rows()).as("nothing is shown yet").isEmpty();
  }

  @Test
  void whatIsMadeAfterAStreamsSnapshotIsForTheNextStream() throws Exception {
    StreamHarness server = new StreamHarness();
    MemoryDevice device = SegmentFetches.device();
    server.makeAtOnce(2);
    server.build(device.request(), STATES);
    Runnable madeMeanwhile =
        () -> {
          server.database.jdbc().update("UPDATE demo.airport SET name = 'New' WHERE iata = 'A3'");
          server.makeRest();
        };

    int lines =
        device.receive(server.answerBefore(madeMeanwhile, device.request(), STATES).orElseThrow());
    int made = server.segments.puts();
    SegmentFetches.fetchAll(server, device);
    device.receive(server.answer(device.request(), STATES).orElseThrow());
    SegmentFetches.fetchAll(server, device);
    device.receive(server.answer(device.request(), STATES).orElseThrow());

    assertThat(lines).as("no bucket comes as lines").isZero();
    assertThat(server.segments.puts()).as("nothing is made twice").isEqualTo(made);
    DeviceStreamTest.assertConverged(server, device);
  }
}
