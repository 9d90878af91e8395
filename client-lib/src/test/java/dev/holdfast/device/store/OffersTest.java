package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.keys.CheapPassphrase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the server had taken is offered again")
class OffersTest {
  @TempDir private Path directory = Path.of("unset");

  @Test
  @DisplayName("once, where a damaged store had it as an action and as taken")
  void twice() {
    try (Database database =
        Database.open(directory, CheapPassphrase.of("correct horse"), Long.MAX_VALUE)) {
      List<String> offered =
          database.write(
              connection -> {
                Sql.run(
                    connection,
                    "INSERT INTO hf_action (sequence, id, case_id, submission, status)"
                        + " VALUES (1, 'a', 'x', '{}', 'confirmed'), (3, 'c', 'x', '{}', 'pending')");
                Sql.run(
                    connection,
                    "INSERT INTO hf_taken (sequence, id, case_id, submission)"
                        + " VALUES (1, 'a', 'x', '{}'), (2, 'b', 'x', '{}')");

                Offers.again(connection);

                assertThat(Sql.number(connection, "SELECT count(*) FROM hf_taken")).isZero();
                return Sql.list(
                    connection,
                    "SELECT id || ' ' || status FROM hf_action ORDER BY sequence",
                    row -> row.getString(1));
              });

      assertThat(offered).containsExactly("a offered", "b offered", "c pending");
    }
  }
}
