package dev.holdfast.server.contents.api;

import dev.holdfast.kernel.app.User;
import jakarta.ejb.Local;
import java.util.Collection;
import java.util.UUID;

/** Knows who may see which case; the feature that holds the cases is it. */
@Local
public interface CaseSight {

  /** Whether at least one of these is a case that the user's devices carry now. */
  boolean seesAny(User user, Collection<UUID> cases);
}
