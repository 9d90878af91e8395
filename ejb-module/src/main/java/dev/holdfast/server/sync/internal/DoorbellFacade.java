package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.platform.api.Mark.Subject;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.sync.api.Doorbell;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds out what concerns a device and puts its bell up. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DoorbellFacade implements Doorbell {
  @Inject private DoorbellKeeper keeper;
  @Inject private SyncPlanner planner;
  @Inject private Jdbc jdbc;
  @Inject private Watch watch;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected DoorbellFacade() {}

  @Override
  public void attach(Caller caller, Wire wire, boolean deltas) throws RefusedException {
    UUID device = caller.requireDevice();
    watch.attend();
    if (keeper.isFull(device) || !watch.sees(watch.tolerance())) {
      throw new RefusedException(
          ErrorCode.UNAVAILABLE, "There is no doorbell for this device now. It polls.");
    }
    Look look = watch.last();
    Set<Subject> ends =
        Set.of(
            Subject.ALL_LOGIC,
            new Subject(Subject.USER, caller.name()),
            new Subject(Subject.DEVICE, device.toString()));
    Set<Subject> news = new HashSet<>(planner.subjects(jdbc, caller));
    news.add(new Subject(Subject.ORDER, device.toString()));
    news.add(Subject.ALL_POLICIES);
    Bell bell = new Bell(caller, deltas && keeper.handsOver(), look, news, ends, wire);
    keeper.add(bell);
    boolean missed =
        Stream.concat(news.stream(), ends.stream())
            .map(watch::mark)
            .anyMatch((Mark mark) -> mark.changedSince(look));
    if (missed) {
      // Between reading the scope and putting the bell up: it may be another one by now.
      keeper.dismiss(bell);
    }
  }
}
