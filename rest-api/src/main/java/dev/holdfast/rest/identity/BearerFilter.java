package dev.holdfast.rest.identity;

import dev.holdfast.rest.platform.RateLimiter;
import dev.holdfast.rest.platform.RequestFrame;
import dev.holdfast.rest.problem.Problems;
import dev.holdfast.server.identity.api.Sessions;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Origin;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls, by bearer token and the present state of user and device, and slows down who
 * calls too often: a device or user by its name, who has none by its address.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class BearerFilter implements ContainerRequestFilter {
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([\\x21-\\x7e]{1,4096})", Pattern.CASE_INSENSITIVE);

  @Inject private Sessions sessions;
  @Inject private CurrentCaller current;
  @Inject private RateLimiter limiter;
  @Context private ResourceInfo resource;
  @Context private HttpServletRequest servlet;

  @Override
  public void filter(ContainerRequestContext request) {
    if (open()) {
      limit(request, address());
      return;
    }
    try {
      Caller caller = authenticate(request.getHeaderString(HttpHeaders.AUTHORIZATION));
      MDC.put(RequestFrame.USER, caller.name());
      if (caller.device() != null) {
        MDC.put(RequestFrame.DEVICE, caller.device());
      }
      current.set(caller);
      limit(request, client(caller));
    } catch (RefusedException refused) {
      Duration wait = limiter.take(address());
      request.abortWith(wait.isZero() ? Problems.of(refused) : Problems.wait(wait));
    }
  }

  private Caller authenticate(@Nullable String header) throws RefusedException {
    return sessions.authenticate(token(header));
  }

  /**
   * The token that a request brings.
   *
   * @throws RefusedException {@code TOKEN_EXPIRED} if it brings none
   */
  public static String token(@Nullable String header) throws RefusedException {
    Matcher bearer = BEARER.matcher(header == null ? "" : header);
    if (!bearer.matches()) {
      throw new RefusedException(
          ErrorCode.TOKEN_EXPIRED, "Send an access token as a bearer token.");
    }
    return bearer.group(1);
  }

  /** Contents are counted by themselves: a device's actions don't wait for its pictures. */
  private String client(Caller caller) {
    String name = caller.device() == null ? "user " + caller.name() : "" + caller.device();
    boolean apart = resource.getResourceClass().isAnnotationPresent(CountedApart.class);
    return apart ? "contents " + name : name;
  }

  private boolean open() {
    return resource.getResourceMethod().isAnnotationPresent(Unauthenticated.class)
        || resource.getResourceClass().isAnnotationPresent(Unauthenticated.class);
  }

  private String address() {
    return "address " + Origin.of(servlet.getRemoteAddr()).name();
  }

  private void limit(ContainerRequestContext request, String client) {
    Duration wait = limiter.take(client);
    if (!wait.isZero()) {
      request.abortWith(Problems.wait(wait));
    }
  }
}
