package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.peer.PlainAnswer;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyValues;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A device that listens at the doorbell")
class DoorLeftTest {
  private static final int PATIENCE_SECONDS = 30;

  private final BlockingQueue<PipedOutputStream> opened = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
  private volatile ConnectionKind connection = ConnectionKind.UNMETERED;

  /** A connection on which nothing is ever said. */
  private final class Door extends PlainAnswer {
    Door(PipedOutputStream server) throws IOException {
      super(200, new PipedInputStream(server));
      opened.add(server);
    }

    @Override
    public void close() {
      closed.add(status());
    }
  }

  @Test
  @DisplayName("cuts the connection at once when it may not receive by it any more")
  void cuts() throws InterruptedException {
    try (Device device = Device.alice(4);
        Holdfast holdfast =
            Holdfast.at(device.store())
                .transport(
                    request ->
                        request.uri().getPath().endsWith("/doorbell")
                            ? new Door(new PipedOutputStream())
                            : device.peer().send(request))
                .clock(Device.CLOCK)
                .connection(() -> connection)
                .open(Device.key())) {
      holdfast.restrict(PolicyValues.NONE.withMetered(MeteredMode.NOTHING));
      Thread keeper =
          new Thread(
              () -> holdfast.syncUntilInterrupted(Duration.ofDays(1), done -> {}, away -> {}));
      keeper.start();
      try {
        assertThat(opened.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
        assertThat(closed).isEmpty();

        connection = ConnectionKind.METERED;
        holdfast.connectionChanged();

        assertThat(closed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
      } finally {
        keeper.interrupt();
        keeper.join();
      }
    }
  }
}
