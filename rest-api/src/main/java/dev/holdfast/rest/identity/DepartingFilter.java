package dev.holdfast.rest.identity;

import dev.holdfast.rest.platform.RequestFrame;
import dev.holdfast.rest.problem.Problems;
import dev.holdfast.server.identity.api.Leaving;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.MDC;

/** Finds out which device leaves, before anything is read of what it sends. */
@Provider
@Departing
@Priority(Priorities.AUTHENTICATION + 1)
public class DepartingFilter implements ContainerRequestFilter {
  @Inject private Leaving leaving;
  @Inject private CurrentCaller current;

  @Override
  public void filter(ContainerRequestContext request) {
    try {
      String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
      Caller sender = leaving.sender(BearerFilter.token(header));
      MDC.put(RequestFrame.USER, sender.name());
      MDC.put(RequestFrame.DEVICE, sender.device());
      current.set(sender);
    } catch (RefusedException refused) {
      request.abortWith(Problems.of(refused));
    }
  }
}
