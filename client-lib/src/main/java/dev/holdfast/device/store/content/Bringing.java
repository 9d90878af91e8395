package dev.holdfast.device.store.content;

import dev.holdfast.device.store.Undertaking;
import dev.holdfast.kernel.app.Attachment;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Brings contents from another device into the store, before the actions are there that name them.
 * Until these are, each is as one that was attached; what no action names in the end goes when this
 * is closed, or, after a kill, as what was attached does. For one thread.
 */
public final class Bringing implements AutoCloseable {
  private final ContentFiles files;
  private final Clock clock;
  private final Set<String> brought = new HashSet<>();

  /** Brings into a store. */
  public Bringing(ContentFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /**
   * Takes a content, unless all of it is here.
   *
   * @param bytes is read to its end; what it throws ends it, and nothing is left of the content
   * @return whether it is what it says; if not, nothing is left of it
   * @throws dev.holdfast.device.api.StoreException if there is no room for it
   */
  public boolean take(Attachment said, InputStream bytes) {
    boolean here =
        files.database().read(connection -> ContentRows.find(connection, said.id())).stream()
            .anyMatch(HeldContent::complete);
    if (here) {
      return said.id().equals(Attaching.id(bytes));
    }
    Attachment taken;
    // Whoever reads the bytes looks whether it is to end, and tells how far it is.
    try (Undertaking unseen = Undertaking.unseen(clock)) {
      taken =
          new Attaching(files, clock, unseen)
              .copy(Source.of(bytes, said.name()), said.name(), said.type());
    }
    brought.add(taken.id());
    return taken.id().equals(said.id());
  }

  /** How many actions name now. */
  public int named() {
    return brought.size() - unnamed().size();
  }

  private List<HeldContent> unnamed() {
    List<HeldContent> unnamed = new ArrayList<>();
    for (String id : brought) {
      files
          .database()
          .read(connection -> ContentRows.find(connection, id))
          .filter(content -> Objects.nonNull(content.attachedAt()))
          .ifPresent(unnamed::add);
    }
    return unnamed;
  }

  /** Erases what no action names. */
  @Override
  public void close() {
    unnamed().forEach(files::erase);
  }
}
