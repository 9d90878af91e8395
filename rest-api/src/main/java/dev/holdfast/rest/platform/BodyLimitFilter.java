package dev.holdfast.rest.platform;

import dev.holdfast.rest.problem.Problems;
import dev.holdfast.server.platform.api.ErrorCode;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Refuses bodies that are too large: by their announced length before anything is read, else as
 * soon as the limit is passed.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class BodyLimitFilter implements ContainerRequestFilter {
  @Context private @Nullable ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    long limit = limit();
    if (request.getLength() > limit) {
      request.abortWith(Problems.of(ErrorCode.TOO_LARGE, LimitedStream.detail(limit)));
    } else {
      WideRequest.allow(limit);
      request.setEntityStream(new LimitedStream(request.getEntityStream(), limit));
    }
  }

  private long limit() {
    BodyLimit limit =
        resource == null ? null : resource.getResourceMethod().getAnnotation(BodyLimit.class);
    return limit == null ? BodyLimit.DEFAULT_BYTES : limit.bytes();
  }
}
