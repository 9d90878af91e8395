package dev.holdfast.rest.history;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.Audit.AuditFilter;
import dev.holdfast.server.history.api.AuditEntry;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What administrators changed: users, devices, packages, resync orders. */
@Path("/admin/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
  @Inject private Audit audit;
  @Inject private CurrentCaller caller;

  /**
   * One line of the trail.
   *
   * @param position position in the trail; later lines have greater ones
   * @param at when
   * @param user who; {@code (server)} for the server itself
   * @param action what, for example {@code user-changed}
   * @param subject to what: name of a user or application, id of a device or order
   * @param reason why, null if nobody was asked
   * @param changes by field: value before and value after; never a secret
   */
  public record AuditJson(
      long position,
      Instant at,
      String user,
      String action,
      String subject,
      @Nullable String reason,
      Map<String, List<@Nullable Object>> changes) {
    static AuditJson of(AuditEntry entry) {
      return new AuditJson(
          entry.position(),
          entry.at(),
          entry.user(),
          entry.action(),
          entry.subject(),
          entry.reason(),
          HistoryEntry.pairs(entry.changes()));
    }
  }

  /** The trail, newest first: of a user, of an action, of what has a text in its name. */
  @GET
  public Listing<AuditJson> list(
      @QueryParam("user") @Nullable String user,
      @QueryParam("action") @Nullable String action,
      @QueryParam("subject") @Nullable String subject,
      @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    AuditFilter filter = new AuditFilter(user, action, subject);
    return Listing.of(audit.list(caller.get(), filter, page), page, AuditJson::of);
  }
}
