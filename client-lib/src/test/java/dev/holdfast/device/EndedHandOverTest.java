package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.Imported;
import dev.holdfast.device.api.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A queue in a file, with attachments, that is ended on the way")
class EndedHandOverTest extends QueueWithContents {
  /** Ends something when it has been told so often. */
  private static Consumer<Progress> ending(
      Cancellation cancellation, int after, List<Progress> told) {
    return progress -> {
      told.add(progress);
      if (told.size() == after) {
        cancellation.cancel();
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20, 26, 27})
  @DisplayName("is not written at all if that is ended anywhere, and can be taken back as before")
  void exportEnded(int after) throws IOException {
    spare.close();
    try (Holdfast ticking =
        Holdfast.at(attaching.device.store())
            .transport(attaching.device.peer())
            .clock(new TickingClock(Duration.ofSeconds(1)))
            .open(Device.key())) {
      Cancellation cancellation = new Cancellation();
      List<Progress> told = new ArrayList<>();

      assertThatThrownBy(
              () ->
                  ticking.exportQueue(
                      file(), SECRET, ending(cancellation, after, told), cancellation))
          .isInstanceOf(CancelledException.class);

      assertThat(told)
          .allSatisfy(
              progress -> {
                assertThat(progress.stage()).isEqualTo(Progress.Stage.EXPORTING);
                assertThat(progress.ofRows()).hasValue(2);
                assertThat(progress.ofBytes()).hasValue(photo.length + film.length);
              });
      try (Stream<Path> left = Files.list(directory)) {
        assertThat(left).containsExactly(directory.resolve("spare"));
      }
      assertThat(ticking.pending())
          .allSatisfy(action -> assertThat(action.status()).isEqualTo(ActionStatus.PENDING));
      told.clear();
      assertThat(ticking.exportQueue(file(), SECRET, told::add, new Cancellation()).contents())
          .isEqualTo(2);
      assertThat(told)
          .last()
          .satisfies(
              progress -> {
                assertThat(progress.rows()).isEqualTo(2);
                assertThat(progress.bytes()).isEqualTo(photo.length + film.length);
              });
    }
    spare = open();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20, 50})
  @DisplayName("is not taken at all if that is ended anywhere, and can be taken then")
  void importEnded(int after) throws IOException {
    attaching.holdfast().exportQueue(file(), SECRET);
    Cancellation cancellation = new Cancellation();
    List<Progress> told = new ArrayList<>();

    assertThatThrownBy(
            () ->
                spare.importQueue(file(), SECRET, ending(cancellation, after, told), cancellation))
        .isInstanceOf(CancelledException.class);

    assertNothingTaken();
    told.clear();
    assertThat(spare.importQueue(file(), SECRET, told::add, new Cancellation()))
        .isEqualTo(new Imported(2, 0, 2));
    assertThat(told)
        .last()
        .satisfies(
            progress -> {
              assertThat(progress.stage()).isEqualTo(Progress.Stage.IMPORTING);
              assertThat(progress.fraction()).hasValue(1);
            });
  }
}
