package dev.holdfast.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Main;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Settings;
import dev.holdfast.device.store.Sql;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("holdfast device cancel")
class CancelCommandTest {
  private static final UUID CASE = new UUID(1, 1);
  private static final UUID FIRST = new UUID(2, 1);
  private static final UUID NEXT = new UUID(2, 2);

  @TempDir private Path directory = Path.of("unset");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void twoActions() throws IOException {
    Files.writeString(directory.resolve("passphrase"), "correct horse");
    KeyProtection protection = KeyProtection.passphrase("correct horse".toCharArray());
    try (Database store = Database.open(directory.resolve("store"), protection, Long.MAX_VALUE)) {
      store.write(
          connection -> {
            for (ActionSubmission action :
                new ActionSubmission[] {action(1, FIRST, null), action(2, NEXT, FIRST)}) {
              Sql.update(
                  connection,
                  "INSERT INTO hf_action (sequence, id, case_id, submission, status)"
                      + " VALUES (?, ?, ?, ?, 'pending')",
                  action.sequence(),
                  action.id().toString(),
                  action.caseId().toString(),
                  Settings.text(action));
            }
            return CASE;
          });
    }
  }

  private static ActionSubmission action(long sequence, UUID id, @Nullable UUID follows) {
    return new ActionSubmission(
        id,
        sequence,
        "airfield-inspection",
        "1.0.0",
        CASE,
        "inspection",
        "record",
        Map.of(),
        Map.of(),
        1,
        null,
        follows,
        Instant.EPOCH,
        0);
  }

  @Test
  @DisplayName(
      "shows what builds on the action before anything is cancelled, and then takes it along")
  void showsFollowers() {
    assertThat(cancel()).isEqualTo(4);
    assertThat(err.toString()).contains("build on it", NEXT.toString(), "Nothing was cancelled");

    assertThat(cancel("--with-followers")).isZero();
    assertThat(out.toString()).contains("Cancelled 2.");
  }

  private int cancel(String... options) {
    String[] command = {
      "device",
      "--store",
      directory.resolve("store").toString(),
      "--passphrase-file",
      directory.resolve("passphrase").toString(),
      "cancel",
      FIRST.toString()
    };
    String[] all = Arrays.copyOf(command, command.length + options.length);
    System.arraycopy(options, 0, all, command.length, options.length);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }
}
