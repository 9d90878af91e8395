package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One issue of a batch, in a transaction of its own. */
@Local
public interface BatchSteps {

  /**
   * What is to be decided.
   *
   * @param batch the batch
   * @param position where it stands in it
   * @param issue the issue
   * @param version its version when the batch was started
   * @param attempts how often somebody was in the way
   * @param followers what waited behind it then and is decided on with it, null to leave that
   */
  record Item(
      UUID batch,
      int position,
      UUID issue,
      long version,
      int attempts,
      @Nullable Set<UUID> followers) {}

  /**
   * Decides it, unless the batch has ended or it was done before: at once with noting that it is
   * done.
   *
   * @return false if the batch has ended
   * @throws RefusedException if it can't be decided so; nothing was changed
   */
  boolean take(Item item) throws RefusedException;
}
