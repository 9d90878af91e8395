package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.identity.api.Directory;
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
import org.jspecify.annotations.Nullable;

/** Opens issues. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class ParkingBean implements Parking {
  @PersistenceContext private EntityManager entities;
  @Inject private Ids ids;
  @Inject private Directory directory;
  @Inject private EarlierIssues earlier;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected ParkingBean() {}

  @Override
  public List<UUID> park(Caller submitter, Instant receivedAt, List<Parked> parked) {
    if (parked.isEmpty()) {
      return List.of();
    }
    String device = deviceName(submitter);
    List<Issue> issues = new ArrayList<>(parked.size());
    for (Parked each : parked) {
      issues.add(new Issue(ids.next(), submitter, device, receivedAt, each));
    }
    earlier.relate(submitter, issues);
    issues.forEach(entities::persist);
    entities.flush();
    return issues.stream().map(Issue::id).toList();
  }

  private @Nullable String deviceName(Caller submitter) {
    UUID device = submitter.device();
    return device == null ? null : directory.deviceNames(List.of(device)).get(device);
  }
}
