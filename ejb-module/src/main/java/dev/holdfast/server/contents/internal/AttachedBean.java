package dev.holdfast.server.contents.internal;

import static dev.holdfast.server.contents.internal.ContentsLog.LOG;

import dev.holdfast.server.contents.api.AttachedContents;
import dev.holdfast.server.contents.api.ContentDownloads;
import dev.holdfast.server.contents.api.ContentDownloads.Stored;
import dev.holdfast.server.contents.api.Thumbnails;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Contents as the console tells of them; each that is given away is in the audit trail. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AttachedBean implements AttachedContents {
  private static final String FILE = "application/octet-stream";
  private static final String PDF = "application/pdf";

  @Inject private ContentDownloads downloads;
  @Inject private ContentRows contents;
  @Inject private Thumbnails drawn;
  @Inject private ThumbnailRows thumbnails;
  @Inject private UnfinishedRows unfinished;
  @Inject private UseRows uses;
  @Inject private PieceRows pieces;
  @Inject private Entitlement entitlement;
  @Inject private ContentAudit audit;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected AttachedBean() {}

  @Override
  public Map<String, Standing> standings(Caller caller, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<String, ContentRows.Row> there =
        contents.find(ids).stream().collect(Collectors.toMap(ContentRows.Row::id, row -> row));
    Map<String, String> undrawable = thumbnails.refused(there.keySet());
    Map<String, Long> coming =
        there.keySet().containsAll(ids) ? Map.of() : unfinished.received(ids);
    Map<String, Standing> standings = new HashMap<>();
    for (String id : Set.copyOf(ids)) {
      ContentRows.Row row = there.get(id);
      if (!mayKnow(caller, id)) {
        standings.put(id, Standing.of(State.HIDDEN, 0));
      } else if (row == null) {
        standings.put(id, elsewhere(coming.get(id)));
      } else {
        standings.put(id, here(row, undrawable.get(id)));
      }
    }
    return standings;
  }

  private boolean mayKnow(Caller caller, String id) {
    return caller.isAdministrator() || entitlement.mayHave(caller.user(), id);
  }

  private static Standing elsewhere(@Nullable Long coming) {
    return coming == null ? Standing.of(State.ABSENT, 0) : Standing.of(State.COMING, coming);
  }

  private static Standing here(ContentRows.Row row, @Nullable String undrawable) {
    if (row.refused() != null) {
      return new Standing(State.REFUSED, Kind.OTHER, row.bytes(), row.refused(), null);
    }
    if (!row.cleared()) {
      return Standing.of(State.UNSCANNED, row.bytes());
    }
    String none =
        undrawable == null && Pictures.isPicture(row.type()) && !Pictures.isDrawable(row.type())
            ? Pictures.noReader(row.type())
            : undrawable;
    Kind kind = none == null ? kind(row.type()) : Kind.OTHER;
    return new Standing(State.HERE, kind, row.bytes(), null, none);
  }

  @Override
  public Map<String, Boolean> ofCase(Caller caller, UUID caseId) throws RefusedException {
    caller.requireAdministrator();
    return uses.ofOwner(caseId, MOST_OF_CASE);
  }

  @Override
  public Opened open(Caller caller, Wish wish) throws RefusedException {
    Stored stored = downloads.find(caller, wish.id());
    String type = type(wish.id());
    Kind kind = kind(type);
    if (wish.shown() && kind == Kind.OTHER) {
      throw new RefusedException(ErrorCode.INVALID, "It can't be shown. Download it instead.");
    }
    if (wish.shown() && kind == Kind.PICTURE) {
      drawn.find(caller, wish.id());
    }
    audit.fetched(caller, wish, stored);
    return new Opened(stored, type, kind);
  }

  /** What it is given away as: what can be shown and is what it says, else a file. */
  private String type(String id) throws RefusedException {
    Optional<ContentRows.Row> content =
        contents.find(id).filter(row -> row.cleared() && kind(row.type()) != Kind.OTHER);
    if (content.isEmpty()) {
      return FILE;
    }
    String said = content.get().type();
    try {
      return MediaSigns.lies(said, pieces.head(content.get())) ? FILE : said;
    } catch (IOException e) {
      LOG.debugf(e, "content %s went while it was looked at", id);
      throw new RefusedException(ErrorCode.CONTENT_GONE, "The content has just been removed.");
    }
  }

  private static Kind kind(String type) {
    if (type.equals(PDF)) {
      return Kind.PDF;
    }
    return Pictures.isPicture(type) ? Kind.PICTURE : Kind.OTHER;
  }
}
