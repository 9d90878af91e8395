package dev.holdfast.server.testing;

import java.sql.SQLException;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Drops the databases of a test class after it: a thousand of them would take more disk than
 * machines that build have. JUnit finds it by its service file.
 */
public final class DroppedDatabases implements TestExecutionListener {
  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (isClass(test)) {
      try {
        TestDatabase.dropAll();
      } catch (SQLException e) {
        throw new IllegalStateException("databases are left of " + test.getDisplayName(), e);
      }
    }
  }

  /** Not a nested one, whose databases may be those of the class around it. */
  private static boolean isClass(TestIdentifier test) {
    return test.getSource()
        .filter(ClassSource.class::isInstance)
        .map(ClassSource.class::cast)
        .filter(source -> source.getClassName().indexOf('$') < 0)
        .isPresent();
  }
}
