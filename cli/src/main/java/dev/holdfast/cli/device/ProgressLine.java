package dev.holdfast.cli.device;

import dev.holdfast.device.api.Progress;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Shows how far something is, in one line that changes. */
final class ProgressLine implements Consumer<Progress>, AutoCloseable {
  private static final int PERCENT = 100;
  private static final int KIBI = 1024;

  private final Consumer<String> line;
  private boolean shown;

  /**
   * Nothing is shown yet.
   *
   * @param line shows a text in the place of the one before
   */
  ProgressLine(Consumer<String> line) {
    this.line = line;
  }

  @Override
  public void accept(Progress progress) {
    shown = true;
    line.accept(text(progress));
  }

  /** Leaves the line to others. */
  @Override
  public void close() {
    if (shown) {
      line.accept("");
    }
  }

  static String text(Progress progress) {
    StringBuilder text =
        new StringBuilder(
            switch (progress.stage()) {
              case UNLOCKING -> "Unlocking the store";
              case ENCRYPTING -> "Encrypting the store anew";
              case UPGRADING -> "Upgrading the store";
              case SENDING -> "Sending actions";
              case RECEIVING -> "Receiving rows";
              case SWITCHING -> "Switching to what came";
              case FINISHING -> "Finishing";
              case VERIFYING -> "Verifying rows";
              case CHECKING -> "Checking the store";
              case SALVAGING -> "Looking for what can be saved";
              case REBUILDING -> "Making the store anew";
              case ATTACHING -> "Copying the file";
              case SENDING_CONTENT -> "Sending an attachment";
              case FETCHING_CONTENT -> "Fetching an attachment";
              case EXPORTING -> "Writing the queue";
              case IMPORTING -> "Reading the queue";
            });
    text.append(" ...");
    if (progress.rows() > 0) {
      text.append(' ').append(progress.rows());
    }
    if (progress.bytes() > 0) {
      text.append(" (%d KiB)".formatted(progress.bytes() / KIBI));
    }
    OptionalDouble fraction = progress.fraction();
    if (fraction.isPresent()) {
      text.append(String.format(Locale.ROOT, " %d %%", (int) (fraction.getAsDouble() * PERCENT)));
    }
    return text.toString();
  }
}
