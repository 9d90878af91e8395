package dev.holdfast.it.hooks.observer;

import dev.holdfast.hooks.ActionApplied;
import dev.holdfast.hooks.ActionJudging;
import dev.holdfast.hooks.SubmittedAction;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Keeps a ledger of the actions of some applications. */
@ApplicationScoped
public class Ledger {
  private static final String OURS = "ledger";

  @Resource(lookup = "java:jboss/datasources/HoldfastDS")
  private DataSource database;

  @Resource private ManagedExecutorService threads;

  /** Before: keeps what the ledger does not allow from taking effect. */
  void check(@Observes ActionJudging judging) {
    SubmittedAction action = judging.action();
    if (isOurs(action) && "not in the ledger".equals(action.fields().get("note"))) {
      judging.veto("The ledger has no entry for this job. Make one first.");
    }
  }

  /** In the transaction: what is booked here commits with the action or not at all. */
  void book(@Observes ActionApplied applied) throws SQLException {
    if (isOurs(applied.action())) {
      write("INSERT INTO ledger.booked (action, stage) VALUES (?, ?)", applied);
    }
  }

  /** After the commit: for what may be lost if the server dies now. There is no transaction. */
  void announce(@Observes(during = TransactionPhase.AFTER_SUCCESS) ActionApplied applied) {
    if (isOurs(applied.action())) {
      threads.submit(
          () -> {
            write("INSERT INTO ledger.announced (action, stage) VALUES (?, ?)", applied);
            return applied;
          });
    }
  }

  private static boolean isOurs(SubmittedAction action) {
    return action.application().startsWith(OURS);
  }

  private void write(String insert, ActionApplied applied) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setObject(1, applied.action().id());
      statement.setString(2, applied.effect().after().stage());
      statement.executeUpdate();
    }
  }
}
