package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.contents.api.ContentUses;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  @Inject private ContentUses contents;

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
    Map<UUID, Set<String>> named = new HashMap<>();
    for (Parked each : parked) {
      Issue issue = new Issue(ids.next(), submitter, device, receivedAt, each);
      issues.add(issue);
      named(each).ifPresent(ids -> named.put(issue.id(), ids));
    }
    earlier.relate(submitter, issues);
    issues.forEach(entities::persist);
    entities.flush();
    contents.ofIssues(named);
    return issues.stream().map(Issue::id).toList();
  }

  /** The contents that a submission names; what its user saw before it, too: that is compared. */
  private static Optional<Set<String>> named(Parked parked) {
    ActionSubmission action = parked.verdict().submitted().action();
    if (action == null) {
      return Optional.empty();
    }
    Set<String> named = Contents.ids(action.fields());
    named.addAll(Contents.ids(action.base()));
    return Optional.of(named).filter(found -> !found.isEmpty());
  }

  private @Nullable String deviceName(Caller submitter) {
    UUID device = submitter.device();
    return device == null ? null : directory.deviceNames(List.of(device)).get(device);
  }
}
