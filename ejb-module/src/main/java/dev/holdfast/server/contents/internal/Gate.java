package dev.holdfast.server.contents.internal;

import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.app.User;
import dev.holdfast.server.contents.api.ContentGate;
import dev.holdfast.server.contents.internal.ContentRows.Row;
import dev.holdfast.server.contents.internal.UseRows.Use;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks the database what is there. In the caller's transaction, if there is one. */
@ApplicationScoped
public class Gate implements ContentGate {
  private static final String GONE =
      "The content of an attachment is not there (any more): attach the file again, or take it"
          + " out.";
  private static final String UNSCANNED =
      "The content of an attachment still waits for a scanner. Try again later.";
  private static final String REFUSED = "An attachment was refused: ";

  private final ContentRows contents;
  private final PieceRows pieces;
  private final UseRows uses;
  private final Entitlement entitlement;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Gate() {
    this(null, null, null, null);
  }

  /** By what a database says. */
  @Inject
  public Gate(ContentRows contents, PieceRows pieces, UseRows uses, Entitlement entitlement) {
    this.contents = contents;
    this.pieces = pieces;
    this.uses = uses;
    this.entitlement = entitlement;
  }

  @Override
  public List<Obstacles> check(User user, List<Bringing> actions) {
    Set<String> named = all(actions.stream().map(Bringing::ids).toList());
    if (named.isEmpty()) {
      return actions.stream().map(action -> Obstacles.NONE).toList();
    }
    Map<String, Row> there = there(named);
    Set<Use> known =
        uses.known(
            all(actions.stream().map(Bringing::base).toList()),
            actions.stream().map(Bringing::caseId).distinct().toList());
    Map<String, Boolean> may = new HashMap<>();
    List<Obstacles> obstacles = new ArrayList<>();
    for (Bringing action : actions) {
      Set<String> lacking = new TreeSet<>();
      List<String> refused = new ArrayList<>();
      for (Attachment attachment : action.fields()) {
        String id = attachment.id();
        Row row = there.get(id);
        if (action.base().contains(id) && known.contains(new Use(id, action.caseId()))) {
          if (row != null) {
            against(attachment, row).ifPresent(refused::add);
          }
          continue;
        }
        if (row == null
            || !may.computeIfAbsent(id, each -> entitlement.mayHave(user, each))
            || !row.cleared() && row.refused() == null) {
          lacking.add(id);
        } else {
          against(attachment, row).ifPresent(refused::add);
        }
      }
      obstacles.add(new Obstacles(lacking, refused));
    }
    return obstacles;
  }

  @Override
  public void hold(Set<String> ids) {
    contents.hold(ids);
  }

  @Override
  public List<String> objections(
      User decider, boolean administrator, List<Attachment> brought, Set<String> submitted) {
    if (brought.isEmpty()) {
      return List.of();
    }
    Set<String> ids = brought.stream().map(Attachment::id).collect(Collectors.toSet());
    contents.hold(ids);
    Map<String, Row> there = there(ids);
    Set<String> objections = new TreeSet<>();
    for (Attachment attachment : brought) {
      String id = attachment.id();
      Row row = there.get(id);
      boolean may = administrator || submitted.contains(id) || entitlement.mayHave(decider, id);
      if (row == null || !may) {
        objections.add(GONE);
      } else if (!row.cleared() && row.refused() == null) {
        objections.add(UNSCANNED);
      } else {
        against(attachment, row).ifPresent(objections::add);
      }
    }
    return List.copyOf(objections);
  }

  /** What speaks against a content that is there. */
  private Optional<String> against(Attachment attachment, Row row) {
    if (row.refused() != null) {
      return Optional.of(REFUSED + row.refused());
    }
    if (attachment.size() != row.bytes()) {
      return Optional.of(
          "'%s' is said to have %d bytes; its content has %d."
              .formatted(attachment.name(), attachment.size(), row.bytes()));
    }
    return attachment.type().equals(row.type()) || !MediaSigns.lies(attachment.type(), head(row))
        ? Optional.empty()
        : Optional.of(
            "'%s' is said to be %s; its content is not."
                .formatted(attachment.name(), attachment.type()));
  }

  private byte[] head(Row row) {
    try {
      return pieces.head(row);
    } catch (IOException e) {
      throw new IllegalStateException("content " + row.id() + " is there and has no bytes", e);
    }
  }

  private Map<String, Row> there(Collection<String> ids) {
    return contents.find(ids).stream().collect(Collectors.toMap(Row::id, row -> row));
  }

  private static Set<String> all(List<Set<String>> sets) {
    return sets.stream().flatMap(Set::stream).collect(Collectors.toSet());
  }
}
