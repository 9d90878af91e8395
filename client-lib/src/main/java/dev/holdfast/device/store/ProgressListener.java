package dev.holdfast.device.store;

import dev.holdfast.device.api.Progress;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener of the application's to progress. What it throws is logged, and it is told no more;
 * whoever else is told does not notice. For use by one thread.
 */
public final class ProgressListener implements Consumer<Progress> {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressListener.class);

  private final Consumer<? super Progress> listener;
  private boolean deaf;

  /** Tells a listener as long as it does not fail. */
  public ProgressListener(Consumer<? super Progress> listener) {
    this.listener = listener;
  }

  @Override
  public void accept(Progress reached) {
    deaf =
        deaf
            || !Strangers.call(
                () -> listener.accept(reached),
                LOG,
                "A listener to progress failed; it is not told any more.");
  }
}
