package dev.holdfast.server.platform.api;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, as far as limits may tell callers apart: an IPv4 address, or the /64
 * network of an IPv6 address, because whoever has one address of such a network has all of them.
 *
 * @param name a short text; that of a network ends in {@code /64}
 */
public record Origin(String name) {
  private static final int MAX_NAME = 60;
  private static final int NETWORK_BYTES = 8;

  /**
   * The origin of a request.
   *
   * @param address the peer's address in text form, as the container gives it
   */
  public static Origin of(@Nullable String address) {
    if (address == null) {
      return new Origin("unknown");
    }
    // With a colon it is no name, so that nothing is looked up.
    if (address.indexOf(':') < 0) {
      return new Origin(address.substring(0, Math.min(address.length(), MAX_NAME)));
    }
    try {
      InetAddress parsed = InetAddress.getByName(address);
      return new Origin(
          parsed instanceof Inet6Address six ? network(six) : parsed.getHostAddress());
    } catch (UnknownHostException unreadable) {
      return new Origin("unknown");
    }
  }

  private static String network(Inet6Address address) throws UnknownHostException {
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
  }
}
