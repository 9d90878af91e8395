package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.internal.store.DamagedException;
import dev.holdfast.server.contents.internal.store.ObjectStore;
import dev.holdfast.server.contents.internal.store.StoreAwayException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A real store before which something happens at one of the parts that it takes. */
class Cutting implements ObjectStore {
  private final ObjectStore store;
  private final Runnable event;
  private final int at;

  /** Something happens before a part, from 1. */
  Cutting(ObjectStore store, Runnable event, int at) {
    this.store = store;
    this.event = event;
    this.at = at;
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public void check() throws StoreAwayException {
    store.check();
  }

  @Override
  public void put(UUID object, byte[] bytes) throws StoreAwayException {
    store.put(object, bytes);
  }

  @Override
  public String begin(UUID object) throws StoreAwayException {
    return store.begin(object);
  }

  @Override
  public String part(UUID object, String upload, int number, byte[] bytes)
      throws StoreAwayException {
    if (number == at) {
      event.run();
    }
    return store.part(object, upload, number, bytes);
  }

  @Override
  public void complete(UUID object, String upload, List<String> marks) throws StoreAwayException {
    store.complete(object, upload, marks);
  }

  @Override
  public byte[] read(UUID object, long from, int length)
      throws StoreAwayException, DamagedException {
    return store.read(object, from, length);
  }

  @Override
  public void remove(UUID object, @Nullable String upload) throws StoreAwayException {
    store.remove(object, upload);
  }

  @Override
  public void close() {
    store.close();
  }
}
