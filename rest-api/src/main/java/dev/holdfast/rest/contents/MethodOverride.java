package dev.holdfast.rest.contents;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Some clients of tus can't send {@code PATCH} or {@code DELETE}, such as all that use {@code
 * java.net.HttpURLConnection}: tus has a header for that. It is heard for uploads only.
 */
@Provider
@PreMatching
public class MethodOverride implements ContainerRequestFilter {
  private static final String HEADER = "X-HTTP-Method-Override";
  private static final Pattern UPLOADS = Pattern.compile("/?(leaving/)?contents/uploads/.*");
  private static final Set<String> METHODS = Set.of(HttpMethod.PATCH, HttpMethod.DELETE);

  @Override
  public void filter(ContainerRequestContext request) {
    String method = request.getHeaderString(HEADER);
    if (method != null
        && METHODS.contains(method)
        && request.getMethod().equals(HttpMethod.POST)
        && UPLOADS.matcher(request.getUriInfo().getPath(false)).matches()) {
      request.setMethod(method);
    }
  }
}
