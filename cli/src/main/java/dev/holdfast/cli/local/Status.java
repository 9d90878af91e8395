package dev.holdfast.cli.local;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.holdfast.cli.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code holdfast status --json} prints; scripts depend on it.
 *
 * @param server {@code up}, {@code starting} or {@code down}
 * @param step what is being done, only while it starts
 * @param data the data directory
 * @param url where the server is, absent when down
 * @param console the console's address
 * @param api the API's address
 * @param database a login that may create schemas and tables
 * @param nodes the server's nodes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Status(
    String server,
    @Nullable String step,
    String data,
    @Nullable String url,
    @Nullable String console,
    @Nullable String api,
    @Nullable Database database,
    List<ServerNode> nodes) {

  /**
   * How to reach the database.
   *
   * @param host the loopback address
   * @param port port
   * @param name the database
   * @param user login
   * @param password its password
   */
  public record Database(String host, int port, String name, String user, String password) {}

  /**
   * One WildFly.
   *
   * @param name its name
   * @param url where it is
   * @param pid its process
   */
  public record ServerNode(String name, String url, long pid) {}

  /** The status of a server with this state. */
  static Status of(DataDirectory data, ServerState state) throws CommandException {
    if (!state.isSupervised()) {
      return down(data);
    }
    String url = state.nodes().isEmpty() ? null : state.url();
    return new Status(
        state.isUp() ? "up" : "starting",
        state.step(),
        data.root().toString(),
        url,
        url == null ? null : url + "/console",
        url == null ? null : url + "/api/v1",
        state.postgres() == null ? null : database(data, state),
        nodes(data, state.nodes()));
  }

  private static List<ServerNode> nodes(DataDirectory data, List<NodeState> states) {
    List<ServerNode> started = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      NodeState state = states.get(i);
      if (state.wildfly() != null && state.isAlive()) {
        String name = new Node(data, i + 1).name();
        started.add(new ServerNode(name, state.url(), state.wildfly().pid()));
      }
    }
    return started;
  }

  private static Database database(DataDirectory data, ServerState state) throws CommandException {
    return new Database(
        "127.0.0.1",
        state.databasePort(),
        PostgresAdmin.HOLDFAST,
        PostgresAdmin.HOLDFAST,
        data.secrets().password(PostgresAdmin.HOLDFAST));
  }

  /** The status without a server. */
  static Status down(DataDirectory data) {
    return new Status("down", null, data.root().toString(), null, null, null, null, List.of());
  }

  /** The status in one line for people. */
  @JsonIgnore
  String toLine() {
    return "Holdfast is %s%s.".formatted(server, step == null ? "" : " (" + step + ")");
  }

  /** The same for people, under a first line. */
  @JsonIgnore
  String toText(String firstLine) {
    if (database == null) {
      return firstLine;
    }
    return """
        %s

          Console    %s
          API        %s%s
          Database   postgresql://%s@%s:%d/%s
          Passwords  %s/secrets/USER.password
          Log        %s/log/server.log
        """
        .formatted(
            firstLine,
            console,
            api,
            others(),
            database.user(),
            database.host(),
            database.port(),
            database.name(),
            data,
            data);
  }

  /** A line for each further node. */
  private String others() {
    return nodes.stream()
        .skip(1)
        .map(node -> "%n  %-10s %s".formatted(node.name(), node.url()))
        .collect(Collectors.joining());
  }
}
