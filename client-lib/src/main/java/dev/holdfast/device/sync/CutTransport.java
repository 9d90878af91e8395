package dev.holdfast.device.sync;

import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.store.Watch;
import dev.holdfast.device.transport.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A transport whose requests end early when something is to end. If it is to end before a request,
 * that is not sent, and nothing of it has left this machine.
 *
 * @param transport sends them
 * @param undertaking what may have to end
 */
record CutTransport(Transport transport, Undertaking undertaking) implements Transport {

  /**
   * Sends a request.
   *
   * @throws dev.holdfast.device.api.CancelledException if it was to end before
   */
  @Override
  public Answer send(Request request) throws IOException {
    return send(request, abort -> {});
  }

  @Override
  public Answer send(Request request, Consumer<Runnable> abort) throws IOException {
    undertaking.check();
    List<Watch.Cut> cuts = new ArrayList<>();
    try {
      Answer answer = transport.send(request, how -> cuts.add(undertaking.cutting(how)));
      return new CutAnswer(answer, undertaking.cutting(answer::close));
    } finally {
      cuts.forEach(Watch.Cut::close);
    }
  }

  private static final class CutAnswer extends WrappedAnswer {
    private final Watch.Cut cut;

    CutAnswer(Answer answer, Watch.Cut cut) {
      super(answer);
      this.cut = cut;
    }

    @Override
    public void close() {
      cut.close();
      super.close();
    }
  }
}
