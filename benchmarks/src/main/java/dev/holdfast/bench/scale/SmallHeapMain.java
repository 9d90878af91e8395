package dev.holdfast.bench.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.bench.fullsync.WorkOrders;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.SyncResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * A {@link dev.holdfast.bench.SmallProcess}. It does what each line of standard input says, {@code
 * sync} or {@code verify}, and answers with one line of JSON each, the first one when it is signed
 * in.
 */
public final class SmallHeapMain {
  private SmallHeapMain() {}

  /**
   * Runs until standard input ends.
   *
   * @param arguments directory of the store, the server's address, and the user
   * @throws IOException if standard input or output breaks
   */
  public static void main(String[] arguments) throws IOException {
    try (Holdfast device = Holdfast.at(Path.of(arguments[0])).openWithKey(new byte[32]);
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      device.signIn(arguments[1], arguments[2], WorkOrders.PASSWORD, "small");
      answer(Map.of("signedIn", arguments[2]));
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        answer("sync".equals(order) ? sync(device) : verify(device));
      }
    }
  }

  private static Map<String, Object> sync(Holdfast device) {
    Waits waits = Waits.of(device);
    long begun = System.nanoTime();
    SyncResult result = device.sync();
    double millis = (System.nanoTime() - begun) / 1e6;
    return Map.of(
        "kind",
        result.kind().code(),
        "rows",
        result.down().rows(),
        "bytes",
        result.down().bytes(),
        "millis",
        millis,
        "longestRead",
        waits.end());
  }

  private static Map<String, Object> verify(Holdfast device) {
    long begun = System.nanoTime();
    boolean match = device.verify().match();
    return Map.of("match", match, "millis", (System.nanoTime() - begun) / 1e6);
  }

  private static void answer(Map<String, Object> answer) throws IOException {
    System.out.println(new ObjectMapper().writeValueAsString(answer));
  }
}
