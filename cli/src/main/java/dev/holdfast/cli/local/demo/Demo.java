package dev.holdfast.cli.local.demo;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.local.DataDirectory;
import dev.holdfast.cli.local.Progress;
import dev.holdfast.cli.local.ServerState;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.kernel.wire.SignInRequest;
import java.time.Clock;

/** All parts of the demo, in order: the table before the package that needs it, and so on. */
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
   * Adds what is missing of the demo.
   *
   * @throws CommandException if the server refuses something
   */
  public void ensure() throws CommandException {
    progress.step(
        "Looking after the demo (application, 3,376 airports, users, inspections)",
        () -> {
          DemoAirports.ensure(state.databasePort(), data.secrets().password("holdfast"));
          ApiClient admin = signIn("admin");
          DemoPackage.ensure(admin);
          new DemoUsers(admin, data.secrets()).ensure();
          new DemoInspections(admin, Clock.systemUTC())
              .ensure(state.url(), data.secrets().password("sue"));
        });
  }

  private ApiClient signIn(String user) throws CommandException {
    return ApiClient.signIn(
        state.url(), new SignInRequest(user, data.secrets().password(user), null));
  }
}
