package dev.holdfast.rest.identity;

import dev.holdfast.server.platform.api.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who the caller is to the server. */
@Path("/me")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
  @Inject private CurrentCaller caller;

  /**
   * The caller.
   *
   * @param user name
   * @param roles roles
   * @param attributes values by attribute
   * @param device the device that calls, null if none does
   */
  public record Me(
      String user, Set<String> roles, Map<String, List<String>> attributes, @Nullable UUID device) {
    static Me of(Caller caller) {
      return new Me(
          caller.name(),
          new TreeSet<>(caller.user().roles()),
          new TreeMap<>(caller.user().attributes()),
          caller.device());
    }
  }

  /** The caller, with present rights. */
  @GET
  public Me me() {
    return Me.of(caller.get());
  }
}
