package dev.holdfast.cli.local.demo;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.local.DataDirectory;
import dev.holdfast.cli.local.Progress;
import dev.holdfast.cli.local.ServerState;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.kernel.wire.SignInRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** All of the demo, in order: the tables before the package that needs them, and so on. */
public final class Demo {
  private final DataDirectory data;
  private final Progress progress;
  private final ServerState state;

  /** The demo of this server, which is running. */
  public Demo(DataDirectory data, Progress progress, ServerState state) {
    this.data = data;
    this.progress = progress;
    this.state = state;
  }

  /**
   * Adds what is missing of the demo. Once one of its applications is complete, people may do with
   * it what they like: it is left alone. Passwords that were changed meanwhile keep it from being
   * completed, not the server from being up.
   *
   * @throws CommandException if the server can't take something of it
   */
  public void ensure() throws CommandException {
    DemoDatabase database =
        new DemoDatabase(state.databasePort(), data.secrets().password("holdfast"));
    List<DemoApplication> missing = new ArrayList<>();
    for (DemoApplication application : DemoApplication.ALL) {
      if (!database.isComplete(application)) {
        missing.add(application);
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    try {
      progress.step(
          "Looking after the demo (two applications, 3,376 airports, 480 patients, users, cases)",
          () -> complete(database, missing));
    } catch (CommandException e) {
      if (e.exitCode() != ExitCode.REFUSED) {
        throw e;
      }
      progress.say(
          "The demo was not completed: %s Its passwords are taken from %s, and the server's are others by now. Write them there, or leave the demo out: holdfast up --no-demo"
              .formatted(e.getMessage(), data.secrets().directory()));
    }
  }

  private void complete(DemoDatabase database, List<DemoApplication> missing)
      throws CommandException {
    ApiClient admin = signIn("admin");
    DemoUsers users = new DemoUsers(admin, data.secrets());
    DemoCases cases = new DemoCases(admin, Clock.systemUTC());
    for (DemoApplication application : missing) {
      database.ensureTables(application);
      DemoPackage.ensure(admin, application.name());
      DemoPolicies.ensure(admin, application.policies());
      users.ensure(application.users());
      cases.ensure(application, state.url(), data.secrets().password(application.planner()));
      database.markComplete(application);
    }
  }

  private ApiClient signIn(String user) throws CommandException {
    return ApiClient.signIn(
        state.url(), new SignInRequest(user, data.secrets().password(user), null));
  }
}
