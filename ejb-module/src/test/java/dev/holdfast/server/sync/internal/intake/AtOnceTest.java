package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many devices and people in the console on one case at the same moment. What comes of it is what
 * would have come of it one after the other, in the order that the case's history tells: each gets
 * the answer that the table has for what the one before it left.
 */
class AtOnceTest {
  private static final int DEVICES = 8;
  private static final int ROUNDS = 4;

  private final ExecutorService threads = Executors.newFixedThreadPool(DEVICES + 2);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"merging", "last", "fresh"})
  void isAsOneAfterTheOther(String type) throws Exception {
    IssueWork together = new IssueWork();
    IssueWork alone = new IssueWork();
    for (int round = 0; round < ROUNDS; round++) {
      Moment moment = new Moment(type, DEVICES, new Random(round));
      moment.prepare(together);
      moment.prepare(alone);

      Map<String, String> answers = atOnce(together, moment);

      // What left nothing in the history was refused in the console; it has to be once all is done.
      Set<String> order = new LinkedHashSet<>(moment.order(together));
      order.addAll(moment.attempts().keySet());
      Map<String, String> expected = new HashMap<>();
      for (String key : order) {
        expected.put(key, Objects.requireNonNull(moment.attempts().get(key)).on(alone));
      }
      assertThat(answers).as("round %s", round).isEqualTo(expected);
      assertThat(moment.result(together)).isEqualTo(moment.result(alone));
    }
  }

  private Map<String, String> atOnce(IssueWork server, Moment moment) throws Exception {
    CyclicBarrier start = new CyclicBarrier(moment.attempts().size());
    Map<String, Future<String>> futures = new HashMap<>();
    moment
        .attempts()
        .forEach(
            (key, attempt) ->
                futures.put(
                    key,
                    threads.submit(
                        () -> {
                          start.await(30, TimeUnit.SECONDS);
                          return attempt.on(server);
                        })));
    Map<String, String> answers = new HashMap<>();
    for (Map.Entry<String, Future<String>> future : futures.entrySet()) {
      answers.put(future.getKey(), future.getValue().get(60, TimeUnit.SECONDS));
    }
    return answers;
  }
}
