package dev.holdfast.server.contents.internal;

import static dev.holdfast.server.contents.internal.ContentsHarness.ALICE;
import static dev.holdfast.server.contents.internal.ContentsHarness.id;
import static dev.holdfast.server.contents.internal.ContentsHarness.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hooks.ContentScanner;
import dev.holdfast.hooks.ScannedContent;
import dev.holdfast.server.contents.api.ContentGate.Bringing;
import dev.holdfast.server.contents.api.ContentGate.Obstacles;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.testing.FleetData;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A scanner of contents")
@Timeout(60)
class ScanningTest {
  private final Caller alice = ALICE.caller();
  private final byte[] content = text(600_000, "scan me");

  @Test
  @DisplayName("sees every byte before anybody may use the content")
  void clears() throws Exception {
    List<byte[]> seen = Collections.synchronizedList(new ArrayList<>());
    ContentsHarness server =
        new ContentsHarness(
            shown -> {
              seen.add(all(shown));
              return Optional.empty();
            });
    server.send(alice, content);

    assertThat(seen).hasSize(1);
    assertThat(seen.get(0)).isEqualTo(content);
    assertThat(server.read(alice, id(content))).isEqualTo(content);
    assertThat(obstacles(server)).isEqualTo(Obstacles.NONE);
  }

  @Test
  @DisplayName("refuses it for good, with its words; administrators may have it")
  void refuses() throws Exception {
    ContentsHarness server = new ContentsHarness(shown -> Optional.of("EICAR found"));
    assertThat(server.send(alice, content).offset()).isEqualTo(content.length);

    assertThat(UploadsTest.refusal(() -> server.read(alice, id(content))))
        .isEqualTo(ErrorCode.CONTENT_GONE);
    assertThat(obstacles(server).lacking()).isEmpty();
    assertThat(obstacles(server).refused())
        .containsExactly("An attachment was refused: EICAR found");
    server.beans.get(Upkeep.class).run();
    assertThat(server.read(FleetData.ADMIN, id(content))).isEqualTo(content);
    assertThat(
            server
                .beans
                .get(Gate.class)
                .objections(
                    alice.user(),
                    true,
                    ContentsHarness.bringing(UUID.randomUUID(), content, Set.of()).fields(),
                    Set.of(id(content))))
        .containsExactly("An attachment was refused: EICAR found");
  }

  @Test
  @DisplayName("that fails is asked again, and administrators hear of it until it works")
  void fails() throws Exception {
    Fragile scanner = new Fragile();
    ContentsHarness server = new ContentsHarness(scanner);
    server.send(alice, content);

    assertThat(obstacles(server).lacking()).containsExactly(id(content));
    assertThat(UploadsTest.refusal(() -> server.read(alice, id(content))))
        .isEqualTo(ErrorCode.CONTENT_GONE);
    assertThat(alerts(server))
        .containsExactly(Fragile.class.getName() + " It fails: java.io.IOException: away");

    scanner.works = true;
    server.beans.get(Upkeep.class).run();
    assertThat(server.read(alice, id(content))).isEqualTo(content);
    assertThat(alerts(server)).isEmpty();
  }

  @Test
  @DisplayName("may say what can't be stored or shown; the rest of its words count")
  void words() throws Exception {
    ContentsHarness server =
        new ContentsHarness(shown -> Optional.of("\u0000EICAR\u0000\nfound\u0007"));
    server.send(alice, content);

    assertThat(obstacles(server).refused())
        .containsExactly("An attachment was refused: EICAR found");
  }

  @Test
  @DisplayName("that hangs and heeds nothing takes no more than its threads")
  void hangs() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger hanging = new AtomicInteger();
    ContentsHarness server =
        new ContentsHarness(
            shown -> {
              hanging.incrementAndGet();
              while (end.getCount() > 0) {
                try {
                  end.await();
                } catch (InterruptedException e) {
                  // It heeds nothing.
                  continue;
                }
              }
              return Optional.empty();
            });
    List<byte[]> contents =
        List.of(text(10, "one"), text(10, "two"), text(10, "three"), text(10, "four"));
    for (byte[] each : contents) {
      server.send(alice, each);
    }
    assertThat(hanging.get()).isEqualTo(ContentsHarness.SCANS);
    assertThat(alerts(server)).singleElement().asString().contains("longer than");

    end.countDown();
    Upkeep upkeep = server.beans.get(Upkeep.class);
    upkeep.run();
    for (byte[] each : contents) {
      assertThat(server.read(alice, id(each))).isEqualTo(each);
    }
    assertThat(alerts(server)).isEmpty();
  }

  private static List<String> alerts(ContentsHarness server) {
    return server
        .jdbc()
        .list(
            "SELECT subject || ' ' || detail FROM holdfast.raised_alert WHERE kind = 'scanner' AND"
                + " closed_at IS NULL",
            row -> row.getString(1));
  }

  private Obstacles obstacles(ContentsHarness server) {
    Bringing bringing = ContentsHarness.bringing(UUID.randomUUID(), content, Set.of());
    return server.beans.get(Gate.class).check(alice.user(), List.of(bringing)).get(0);
  }

  private static byte[] all(ScannedContent shown) throws IOException {
    try (InputStream in = shown.source().open()) {
      return in.readAllBytes();
    }
  }

  private static final class Fragile implements ContentScanner {
    private volatile boolean works;

    @Override
    public Optional<String> refuses(ScannedContent shown) throws IOException {
      if (!works) {
        throw new IOException("away");
      }
      return Optional.empty();
    }
  }
}
