package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where webhooks may be sent: by TLS, and not to the server itself or to what only hosts of the
 * same link reach, such as the metadata services of clouds. Networks of a site are allowed:
 * receivers are usually there, and only administrators name them. Asked when a webhook is written
 * and again with each attempt, because a name may come to stand for another address.
 */
@ApplicationScoped
public class Receivers {
  private static final int LONGEST = 2_000;
  private static final int LAST_PORT = 65_535;

  /** What a URI says that leaves the port to its scheme. */
  private static final int NO_PORT = -1;

  private boolean insecure;

  /** For the container's proxy. */
  protected Receivers() {}

  /** Keeps to the settings. */
  @Inject
  public Receivers(Settings settings) {
    this.insecure = settings.get(HooksSettings.INSECURE_RECEIVERS);
  }

  /**
   * Checks an address that somebody typed. A host that can't be found now may be found later.
   *
   * @throws RefusedException {@code INVALID} if it is no address, {@code RECEIVER_NOT_ALLOWED} if
   *     nothing may be sent there
   */
  void require(String url) throws RefusedException {
    URI uri = parse(url);
    if (uri == null || url.length() > LONGEST) {
      throw new RefusedException(
          ErrorCode.INVALID,
          "Give an address such as https://example.org/hooks, without user and fragment, of at most "
              + LONGEST
              + " characters.");
    }
    Optional<String> objection;
    try {
      objection = objection(uri);
    } catch (UnknownHostException e) {
      return;
    }
    if (objection.isPresent()) {
      throw new RefusedException(ErrorCode.RECEIVER_NOT_ALLOWED, objection.get());
    }
  }

  /** What is wrong with sending there, empty if nothing is. */
  Optional<String> objection(URI uri) throws UnknownHostException {
    if (insecure) {
      return Optional.empty();
    }
    if (!"https".equalsIgnoreCase(uri.getScheme())) {
      return Optional.of("The address has to begin with https.");
    }
    boolean near =
        Arrays.stream(InetAddress.getAllByName(uri.getHost())).anyMatch(Receivers::isNear);
    return near
        ? Optional.of(uri.getHost() + " is this server itself or on its link only.")
        : Optional.empty();
  }

  private static boolean isNear(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress();
  }

  private static @Nullable URI parse(String url) {
    try {
      URI uri = new URI(url);
      boolean web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      boolean plain = uri.getUserInfo() == null && uri.getFragment() == null;
      return web && plain && uri.getHost() != null && hasPort(uri) ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static boolean hasPort(URI uri) {
    int port = uri.getPort();
    return port == NO_PORT || port > 0 && port <= LAST_PORT;
  }
}
