package dev.holdfast.rest.sync;

import dev.holdfast.rest.identity.BearerFilter;
import dev.holdfast.rest.identity.CurrentCaller;
import dev.holdfast.server.identity.api.Sessions;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.Doorbell;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Wakes devices. */
@Path("/doorbell")
public class DoorbellResource {
  @Inject private Sessions sessions;
  @Inject private Doorbell doorbell;
  @Inject private CurrentCaller caller;
  @Inject private OpenWires wires;
  @Context private HttpServletRequest request;
  @Context private HttpServletResponse response;

  /**
   * Events: {@code ring} when something is new for the device, {@code delta} with what is new if it
   * takes that, comments as signs of life. The stream ends when the device's rights or scope may
   * have changed; the device comes again.
   */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @APIResponse(
      responseCode = "200",
      description = "Events, until the connection ends",
      content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS))
  @APIResponse(responseCode = "503", description = "No doorbell now; poll")
  public void listen(
      @Suspended AsyncResponse suspended,
      @Parameter(description = "Whether the device takes deltas at the door")
          @QueryParam("deltas")
          @DefaultValue("false")
          boolean deltas)
      throws RefusedException, IOException {
    // JAX-RS leaves the answer alone as long as it is suspended: from here on it is written by
    // hand.
    AsyncContext context = request.getAsyncContext();
    context.setTimeout(0);
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(MediaType.SERVER_SENT_EVENTS);
    response.setHeader("Cache-Control", "no-store");
    // For proxies that would wait for more.
    response.setHeader("X-Accel-Buffering", "no");
    EventWire wire = new EventWire(context);
    wires.add(wire, context);
    doorbell.attach(caller.get(), wire, deltas);
    requireStill(caller.get(), wire);
    wire.begin();
  }

  /**
   * What changed before the bell hung, and after the caller was found out, nobody would ring for.
   */
  private void requireStill(Caller then, EventWire wire) throws RefusedException {
    boolean still = false;
    try {
      String header = request.getHeader(HttpHeaders.AUTHORIZATION);
      still = sessions.authenticate(BearerFilter.token(header)).equals(then);
    } finally {
      if (!still) {
        wire.close();
      }
    }
  }
}
