package dev.holdfast.bench.soak.pocket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * Some devices of a soak. Each line of standard input is an order for all of them: {@code rest} or
 * {@code go}. Ends with standard input.
 */
public final class PocketMain {
  private static final long MEBIBYTE = 1024 * 1024;

  private PocketMain() {}

  /**
   * Runs.
   *
   * @param arguments what chance comes from; then for each device what {@link Agent.Owner} has, as
   *     JSON
   * @throws Exception if standard input breaks
   */
  public static void main(String[] arguments) throws Exception {
    Voice voice = new Voice();
    Counts counts = new Counts();
    List<Agent> agents = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      JsonNode owner = new ObjectMapper().readTree(arguments[i]);
      agents.add(
          new Agent(
              new Agent.Owner(
                  owner.path("user").asText(),
                  owner.path("password").asText(),
                  owner.path("url").asText(),
                  Path.of(owner.path("store").asText()),
                  owner.path("passphrase").asBoolean()),
              Long.parseLong(arguments[0]) + i,
              voice,
              counts));
    }
    for (Agent agent : agents) {
      Thread thread = new Thread(agent, "agent");
      thread.setDaemon(true);
      thread.start();
    }
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      CountDownLatch done = new CountDownLatch(agents.size());
      boolean rest = order.equals(Voice.REST);
      agents.forEach(agent -> agent.order(rest, done));
      done.await();
      Map<String, Long> counted = counts.take();
      if (rest) {
        gauge(counted);
      }
      voice.done(counted);
    }
  }

  private static void gauge(Map<String, Long> counted) throws IOException {
    System.gc();
    counted.put(
        Voice.HEAP, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE);
    counted.put(Voice.THREADS, (long) ManagementFactory.getThreadMXBean().getThreadCount());
    try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
      counted.put(Voice.HANDLES, handles.count());
    }
  }
}
