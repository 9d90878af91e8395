package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IntakeLog.LOG;

import dev.holdfast.server.contents.api.ContentGate;
import dev.holdfast.server.contents.api.ContentGate.Bringing;
import dev.holdfast.server.contents.api.ContentGate.Obstacles;
import dev.holdfast.server.contents.api.ContentWaits;
import dev.holdfast.server.contents.api.ContentWaits.Wait;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.InTheWayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Keeps back what names contents that are not there: law 1 of docs/specs/contents.md. A batch that
 * names none costs nothing here.
 */
@ApplicationScoped
public class Sieve {
  private final ContentGate gate;
  private final ContentWaits waits;
  private final OutcomeStore store;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Sieve() {
    this(null, null, null);
  }

  /** By what the server has. */
  @Inject
  public Sieve(ContentGate gate, ContentWaits waits, OutcomeStore store) {
    this.gate = gate;
    this.waits = waits;
    this.store = store;
  }

  /**
   * A batch without what waits for contents.
   *
   * @param judged what does not, in order; what a scanner is against is to be parked
   * @param lacks the contents that lack, each once
   */
  record Sifted(List<Arrival> judged, Set<String> lacks) {}

  /**
   * Sifts a batch.
   *
   * @param last whether the device sends nothing more: then nothing waits, it is parked
   */
  Sifted sift(Caller caller, List<Arrival> arrivals, IntakeTransaction transaction, boolean last) {
    Map<Arrival, Obstacles> inTheWay = each(caller, arrivals);
    if (inTheWay.isEmpty()) {
      note(caller, List.of(), arrivals);
      return new Sifted(arrivals, Set.of());
    }
    Set<UUID> known =
        transaction.judged(arrivals.stream().map(Arrival::id).collect(Collectors.toSet()));
    Waiting waiting = new Waiting(transaction);
    List<Arrival> judged = new ArrayList<>();
    Set<String> lacks = new LinkedHashSet<>();
    List<Wait> waiters = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      Obstacles obstacles = inTheWay.getOrDefault(arrival, Obstacles.NONE);
      if (known.contains(arrival.id())) {
        judged.add(arrival);
      } else if (waiting.holds(arrival) || !last && !obstacles.lacking().isEmpty()) {
        waiting.add(arrival);
        lacks.addAll(obstacles.lacking());
        arrival.waitingFor(obstacles.lacking()).ifPresent(waiters::add);
      } else if (!obstacles.refused().isEmpty()) {
        judged.add(arrival.refused(obstacles.refused()));
      } else {
        judged.add(obstacles.lacking().isEmpty() ? arrival : arrival.withoutContents());
      }
    }
    note(caller, waiters, judged);
    return new Sifted(judged, lacks);
  }

  /** So that people see what waits, and for what. */
  private void note(Caller caller, List<Wait> waiting, List<Arrival> judged) {
    UUID device = caller.device();
    List<UUID> over =
        judged.stream().filter(arrival -> arrival.bringing().isPresent()).map(Arrival::id).toList();
    if (device != null && !(waiting.isEmpty() && over.isEmpty())) {
      waits.note(caller.name(), device, waiting, over);
    }
  }

  /**
   * Keeps the contents of actions from going before these have taken effect. In the transaction
   * that judges them.
   *
   * @throws InTheWayException if one went since the batch was sifted
   */
  void hold(Caller caller, List<Arrival> judged) {
    Set<String> named =
        judged.stream()
            .map(Arrival::bringing)
            .flatMap(Optional::stream)
            .flatMap(bringing -> bringing.ids().stream())
            .collect(Collectors.toSet());
    if (!named.isEmpty()) {
      gate.hold(named);
      if (!obstacles(caller, judged).isEmpty()) {
        throw new InTheWayException("The content of an attachment has just been removed.");
      }
    }
  }

  /**
   * What stands in the way, of each by itself if that fails for one of them. Of which it fails,
   * nothing is known here; it fails again when that is judged, and is parked by itself.
   */
  private Map<Arrival, Obstacles> each(Caller caller, List<Arrival> arrivals) {
    return tried(caller, arrivals, e -> LOG.siftedOneByOne(e, arrivals.size()))
        .orElseGet(() -> oneByOne(caller, arrivals));
  }

  private Map<Arrival, Obstacles> oneByOne(Caller caller, List<Arrival> arrivals) {
    Map<Arrival, Obstacles> found = new LinkedHashMap<>();
    for (Arrival arrival : arrivals) {
      tried(caller, List.of(arrival), e -> LOG.notSifted(arrival.id(), Failure.root(e)))
          .ifPresent(found::putAll);
    }
    return found;
  }

  /**
   * What stands in the way, empty if that fails by whatever one of the actions brings: a batch does
   * not fail by one of them.
   *
   * @param told what it failed by
   */
  private Optional<Map<Arrival, Obstacles>> tried(
      Caller caller, List<Arrival> arrivals, Consumer<RuntimeException> told) {
    try {
      return Optional.of(obstacles(caller, arrivals));
    } catch (RuntimeException e) {
      if (Failure.of(e) == Failure.AWAY) {
        throw e;
      }
      told.accept(e);
      return Optional.empty();
    }
  }

  /** What stands in the way, by action; those of which nothing does are left out. */
  private Map<Arrival, Obstacles> obstacles(Caller caller, List<Arrival> arrivals) {
    Map<Arrival, Bringing> bringing = new LinkedHashMap<>();
    arrivals.forEach(arrival -> arrival.bringing().ifPresent(of -> bringing.put(arrival, of)));
    Map<Arrival, Obstacles> found = new LinkedHashMap<>();
    if (!bringing.isEmpty()) {
      List<Obstacles> obstacles = gate.check(caller.user(), List.copyOf(bringing.values()));
      int next = 0;
      for (Arrival arrival : bringing.keySet()) {
        Obstacles each = Objects.requireNonNull(obstacles.get(next++));
        if (!each.lacking().isEmpty() || !each.refused().isEmpty()) {
          found.put(arrival, each);
        }
      }
    }
    return found;
  }
}
