package dev.holdfast.it.story;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.it.server.ServerTest.TestUser;
import dev.holdfast.it.server.SkewedClock;
import dev.holdfast.it.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;

/** Somebody with a device of the library, which carries what is the user's. */
final class Colleague implements AutoCloseable {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final TestUser user;
  private final SkewedClock clock = new SkewedClock();
  private final Holdfast device;

  Colleague(TestUser user) {
    this.user = user;
    try {
      Path store = Files.createTempDirectory(Path.of("target").toRealPath(), "colleague");
      this.device = Holdfast.at(store).clock(clock).openWithKey(KEY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    device.signIn(TestServer.api().toString(), user.name(), user.password(), user.name());
    device.sync();
  }

  String name() {
    return user.name();
  }

  SkewedClock clock() {
    return clock;
  }

  Holdfast device() {
    return device;
  }

  /** Performs an action, which has to be possible. */
  void does(UUID id, String action, Map<String, Object> fields) {
    device.perform(id, action, fields);
  }

  /** Tries an action and is told why not. */
  void isRefused(UUID id, String action, Map<String, Object> fields, String why) {
    Assertions.assertThatThrownBy(() -> device.perform(id, action, fields))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }

  /** A case as the device shows it. */
  CaseView sees(UUID id) {
    return device.show(id).orElseThrow(() -> new AssertionError(name() + " has no case " + id));
  }

  /** The records of a list. */
  @SuppressWarnings("unchecked") // as they come from JSON
  List<Map<String, Object>> records(UUID id, String list) {
    return (List<Map<String, Object>>) sees(id).fields().getOrDefault(list, List.of());
  }

  @Override
  public void close() {
    device.close();
  }
}
