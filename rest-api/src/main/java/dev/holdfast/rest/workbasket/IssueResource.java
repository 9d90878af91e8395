package dev.holdfast.rest.workbasket;

import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.rest.platform.Exports;
import dev.holdfast.rest.platform.Listing;
import dev.holdfast.rest.platform.Paging;
import dev.holdfast.rest.platform.Versions;
import dev.holdfast.rest.workbasket.IssueJson.DecisionJson;
import dev.holdfast.rest.workbasket.IssueJson.Detail;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueEvent;
import dev.holdfast.server.workbasket.api.IssueGroup;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Workbasket;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * The issue workbasket: for administrators all of it, for caseworkers that of which they are
 * members.
 */
@Path("/admin/issues")
@Produces(MediaType.APPLICATION_JSON)
public class IssueResource {
  private static final String CSV = "text/csv;charset=UTF-8";

  @Inject private Workbasket workbasket;
  @Inject private Exports exports;
  @Inject private CurrentCaller caller;
  @Context private HttpServletResponse response;

  /**
   * Issues under a filter: without a status every submission, with one of {@code unresolved},
   * {@code open}, {@code claimed}, {@code resolved} and {@code any} each chain once, by the
   * submission at its head. Sort keys: received (default), reason, status, user, workbasket.
   */
  @GET
  public Listing<IssueJson> list(@BeanParam IssueQuery query, @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(
        workbasket.list(caller.get(), query.submissions(), page), page, IssueJson::of);
  }

  /**
   * Issues by cause, each chain once, the group with the most unresolved ones first. Sort keys:
   * unresolved (default), issues, first, last.
   */
  @GET
  @Path("/groups")
  public Listing<IssueGroup> groups(@BeanParam IssueQuery query, @BeanParam Paging paging)
      throws RefusedException {
    PageRequest page = paging.request();
    return Listing.of(workbasket.groups(caller.get(), query.filter(), page), page);
  }

  /** The same as the list as CSV, whole. */
  @GET
  @Produces("text/csv;qs=0.5")
  @APIResponse(
      responseCode = "200",
      description = "RFC 4180, UTF-8, with a header line",
      content = @Content(mediaType = "text/csv"))
  public void export(
      @BeanParam IssueQuery query,
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String acceptEncoding)
      throws RefusedException {
    exports.send(
        response,
        CSV,
        acceptEncoding,
        out -> workbasket.exportCsv(caller.get(), query.submissions(), out));
  }

  /**
   * Whole issues under a filter as a JSON array, newest first, after each the submissions of its
   * chain: each with its {@code payload}, which is the submission byte for byte, with what waits
   * behind it, base, mine and theirs, and events.
   */
  @GET
  @Path("/submissions")
  @APIResponse(
      responseCode = "200",
      description = "A JSON array",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public void submissions(
      @BeanParam IssueQuery query,
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String acceptEncoding)
      throws RefusedException {
    exports.send(
        response,
        MediaType.APPLICATION_JSON,
        acceptEncoding,
        out -> workbasket.exportJson(caller.get(), query.filter(), out));
  }

  /**
   * The same as CSV, a line each: the columns of the list's CSV, and {@code resolution-reason},
   * {@code behind} and {@code submission}, which is the submission as it came.
   */
  @GET
  @Path("/submissions")
  @Produces("text/csv;qs=0.5")
  @APIResponse(
      responseCode = "200",
      description = "RFC 4180, UTF-8, with a header line",
      content = @Content(mediaType = "text/csv"))
  public void submissionsCsv(
      @BeanParam IssueQuery query,
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String acceptEncoding)
      throws RefusedException {
    exports.send(
        response,
        CSV,
        acceptEncoding,
        out -> workbasket.exportWholeCsv(caller.get(), query.filter(), out));
  }

  /** One issue, whole; the answer's {@code ETag} is the version to send with a decision. */
  @GET
  @Path("/{id}")
  @APIResponse(
      responseCode = "200",
      description = "The issue",
      content = @Content(schema = @Schema(implementation = Detail.class)))
  public Response find(@PathParam("id") UUID id) throws RefusedException {
    IssueDetail detail =
        workbasket
            .find(caller.get(), id)
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no issue " + id + "."));
    return Versions.answer(Detail.of(detail), detail.issue().version());
  }

  /**
   * Takes the issue for the caller to decide on, with what waits behind it; 409 for one that waits
   * itself. Needs {@code If-Match}.
   */
  @POST
  @Path("/{id}/claim")
  @APIResponse(
      responseCode = "200",
      description = "The issue as it is now",
      content = @Content(schema = @Schema(implementation = IssueJson.class)))
  public Response claim(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch)
      throws RefusedException {
    return answer(workbasket.claim(caller.get(), id, Versions.expected(ifMatch)));
  }

  /** Gives up a claim, one's own or another member's. Needs {@code If-Match}. */
  @POST
  @Path("/{id}/release")
  @APIResponse(
      responseCode = "200",
      description = "The issue as it is now",
      content = @Content(schema = @Schema(implementation = IssueJson.class)))
  public Response release(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch)
      throws RefusedException {
    return answer(workbasket.release(caller.get(), id, Versions.expected(ifMatch)));
  }

  /**
   * Who is to decide.
   *
   * @param user a member of the issue's workbasket, or an administrator
   */
  public record Assignment(String user) {}

  /** Takes the issue for somebody else to decide on. Needs {@code If-Match}. */
  @POST
  @Path("/{id}/assignment")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(
      responseCode = "200",
      description = "The issue as it is now",
      content = @Content(schema = @Schema(implementation = IssueJson.class)))
  public Response assign(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      Assignment assignment)
      throws RefusedException {
    return answer(
        workbasket.assign(caller.get(), id, Versions.expected(ifMatch), assignment.user()));
  }

  /**
   * A comment.
   *
   * @param text at most 4,000 characters
   */
  public record Comment(String text) {}

  /** Says something of an issue, resolved or not, for good. */
  @POST
  @Path("/{id}/comments")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(
      responseCode = "201",
      description = "Said",
      content = @Content(schema = @Schema(implementation = IssueEvent.class)))
  public Response comment(@PathParam("id") UUID id, Comment comment) throws RefusedException {
    return Response.status(Response.Status.CREATED)
        .entity(workbasket.comment(caller.get(), id, comment.text()))
        .build();
  }

  /**
   * Decides; what waits behind the issue is decided on with it, or judged again and told in its
   * {@code became}. Needs {@code If-Match}.
   */
  @POST
  @Path("/{id}/resolution")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(
      responseCode = "200",
      description = "The issue as it is now, whole",
      content = @Content(schema = @Schema(implementation = Detail.class)))
  public Response resolve(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      DecisionJson decision)
      throws RefusedException {
    workbasket.resolve(caller.get(), id, Versions.expected(ifMatch), decision.decision());
    return find(id);
  }

  private static Response answer(IssueView issue) {
    return Versions.answer(IssueJson.of(issue), issue.version());
  }
}
