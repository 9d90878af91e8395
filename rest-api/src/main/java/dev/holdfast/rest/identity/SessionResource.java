package dev.holdfast.rest.identity;

import dev.holdfast.kernel.wire.RefreshRequest;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.server.identity.api.Sessions;
import dev.holdfast.server.platform.api.Origin;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;

/** Signing in and out. */
@Path("/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SessionResource {
  @Inject private Sessions sessions;
  @Inject private CurrentCaller caller;
  @Context private HttpServletRequest servlet;

  /** Signs in; with a device, enrols it or signs it in again. */
  @POST
  @Unauthenticated
  @SecurityRequirementsSet
  @APIResponse(
      responseCode = "201",
      description = "Signed in",
      content = @Content(schema = @Schema(implementation = Session.class)))
  public Response signIn(SignInRequest request) throws RefusedException {
    Origin origin = Origin.of(servlet.getRemoteAddr());
    return Response.status(Response.Status.CREATED)
        .entity(sessions.signIn(request, origin))
        .build();
  }

  /** Exchanges a refresh token. */
  @POST
  @Path("/refresh")
  @Unauthenticated
  @SecurityRequirementsSet
  public Session refresh(RefreshRequest request) throws RefusedException {
    return sessions.refresh(request);
  }

  /** Ends the calling device's sessions. */
  @DELETE
  @Path("/current")
  public void signOut() throws RefusedException {
    sessions.signOut(caller.get());
  }
}
