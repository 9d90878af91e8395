package dev.holdfast.device.disk;

import dev.holdfast.device.Device;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.device.transport.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A peer, and all that ever happened to it, so that it can be had again as it was at any time. Safe
 * for use by many threads.
 */
final class Journal implements Transport {
  private final Peer peer = new Peer(Device.CLOCK, Peer.alice());
  private final Consumer<String> log;
  private final List<Consumer<Peer>> events = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  /**
   * A new peer.
   *
   * @param log told before anything happens to it
   */
  Journal(Consumer<String> log) {
    this.log = log;
  }

  /** What {@link #log} is told. */
  static final String EVENT = "event";

  /** The peer; to be changed by {@link #change} only. */
  Peer peer() {
    return peer;
  }

  /** Something happens to the peer. */
  synchronized void change(Consumer<Peer> what) {
    log.accept(EVENT);
    events.add(what);
    what.accept(peer);
  }

  @Override
  public synchronized Answer send(Request request) throws IOException {
    log.accept(EVENT);
    events.add(again -> sendAgain(again, request));
    asked.add(request.uri().getPath());
    return peer.send(request);
  }

  private static void sendAgain(Peer peer, Request request) {
    try {
      peer.send(request).close();
    } catch (IOException e) {
      throw new IllegalStateException("a peer that is replayed is always there", e);
    }
  }

  /** How much has happened. */
  synchronized int events() {
    return events.size();
  }

  /** Paths that were asked for. */
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /** Another peer to which just this has happened: the first of the events. */
  synchronized Journal at(int count) {
    Journal journal = new Journal(text -> {});
    for (Consumer<Peer> event : events.subList(0, count)) {
      journal.change(event);
    }
    return journal;
  }
}
