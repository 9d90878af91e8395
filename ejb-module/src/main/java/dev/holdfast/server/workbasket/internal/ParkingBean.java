package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.workbasket.api.Parking;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Opens issues. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class ParkingBean implements Parking {
  @PersistenceContext private EntityManager entities;
  @Inject private Ids ids;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected ParkingBean() {}

  @Override
  public List<UUID> park(Caller submitter, Instant receivedAt, List<Parked> parked) {
    List<UUID> issues = new ArrayList<>(parked.size());
    for (Parked each : parked) {
      Issue issue = new Issue(ids.next(), submitter, receivedAt, each);
      entities.persist(issue);
      issues.add(issue.id());
    }
    entities.flush();
    return issues;
  }
}
