package dev.holdfast.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kernel.wire.WireJson;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * A command's output, as a mixin: with {@code --json} stdout is one JSON document; everything said
 * to a person besides goes to stderr.
 */
public final class Output {
  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print one JSON document to stdout.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /** Whether JSON is wanted instead of text. */
  public boolean json() {
    return json;
  }

  /**
   * Prints the command's result, once.
   *
   * @param document what a script reads; printed as JSON
   * @param text what a person reads
   */
  public void result(Object document, String text) {
    out().println(json ? toJson(document) : text.stripTrailing());
  }

  /** Prints text as it is, for output that is neither table nor JSON. */
  public void raw(String text) {
    out().print(text);
    out().flush();
  }

  /** Tells a person something that is not the result. */
  public void say(String message) {
    spec().commandLine().getErr().println(message);
  }

  /**
   * Shows a person what passes, if one is there to see it: on stderr, if that is a terminal. Each
   * text takes the place of the one before.
   *
   * @param text empty to leave the line to others
   */
  public void pass(String text) {
    if (Terminal.isErr()) {
      PrintWriter err = spec().commandLine().getErr();
      // Back to the line's beginning, the text, and the rest of the line goes.
      err.print("\r" + text + "\u001b[K");
      err.flush();
    }
  }

  private PrintWriter out() {
    return spec().commandLine().getOut();
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(command, "not mixed into a command");
  }

  private static String toJson(Object document) {
    try {
      return WireJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
