package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import org.junit.jupiter.api.Test;

class SnapshotTurnTest {
  private final SnapshotTurn turn = new SnapshotTurn();

  @Test
  void whileOneIsMadeAnotherIsRefusedAndThenHasItsTurn() throws RefusedException {
    turn.begin();
    assertThatThrownBy(turn::begin)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    turn.end();

    turn.begin();
    assertThatThrownBy(turn::begin).isInstanceOf(RefusedException.class);
  }
}
