package dev.holdfast.rest.contents;

import dev.holdfast.rest.problem.Problems;
import dev.holdfast.server.platform.api.ErrorCode;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Which version of tus is spoken: each request says it, and each answer. */
@Provider
@Tus
public class TusFilter implements ContainerRequestFilter, ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    if (!request.getMethod().equals(HttpMethod.OPTIONS)
        && !Tus.VERSION.equals(request.getHeaderString(Tus.RESUMABLE))) {
      Response refused =
          Problems.of(ErrorCode.TUS_NOT_SPOKEN, "Send " + Tus.RESUMABLE + ": " + Tus.VERSION + '.');
      refused.getHeaders().putSingle(Tus.VERSIONS, Tus.VERSION);
      request.abortWith(refused);
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putSingle(Tus.RESUMABLE, Tus.VERSION);
  }
}
