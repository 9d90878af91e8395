package dev.holdfast.admin.cases;

import dev.holdfast.admin.shell.AddressParts;
import dev.holdfast.admin.shell.Download;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.archive.api.HistoryExports;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The history of the case of the address as a file that is called after it. */
abstract class HistoryDownload extends Download {
  private static final long serialVersionUID = 1L;

  @Inject private transient CurrentUser user;
  @Inject private transient HistoryExports exports;

  private final String ending;

  /**
   * A kind of file.
   *
   * @param type its media type
   * @param ending how its name ends
   */
  @SuppressWarnings("NullAway.Init")
  HistoryDownload(String type, String ending) {
    super(type, "history." + ending);
    this.ending = ending;
  }

  /** Writes it. */
  abstract void write(HistoryExports from, CurrentUser reader, UUID caseId, OutputStream out)
      throws RefusedException, IOException;

  @Override
  protected Export export(UnaryOperator<@Nullable String> parameters) throws RefusedException {
    var id = AddressParts.requiredId(parameters.apply("id"));
    return new Export() {
      @Override
      public void writeTo(OutputStream out) throws RefusedException, IOException {
        write(exports, user, id, out);
      }

      @Override
      public String fileName(String otherwise) {
        return "history-" + id + '.' + ending;
      }
    };
  }
}
