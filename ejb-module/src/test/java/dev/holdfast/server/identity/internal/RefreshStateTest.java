package dev.holdfast.server.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefreshStateTest {
  private final byte[] a = {1};
  private final byte[] b = {2};
  private final byte[] c = {3};
  private final byte[] d = {4};

  @Test
  void aTokenIsExchangedForItsSuccessor() {
    RefreshState state = use(RefreshState.first(a), a, b);

    assertThat(state.used()).isEqualTo(a);
    assertThat(state.next()).containsExactly(b);
  }

  @Test
  void aRepeatIsAnsweredAsLongAsNoSuccessorWasUsedAndEveryAnswerIsValid() {
    RefreshState twice = use(use(RefreshState.first(a), a, b), a, c);

    assertThat(twice.use(b, d)).isPresent();
    assertThat(twice.use(c, d)).isPresent();
    assertThat(twice.use(a, d)).isPresent();
  }

  @Test
  void theRepeatOfAnOlderTokenMeansThatItWasCopied() {
    RefreshState state = use(use(RefreshState.first(a), a, b), b, c);

    assertThat(state.use(a, d)).isEmpty();
  }

  @Test
  void theOtherAnswersEndWhenOneIsUsed() {
    RefreshState state = use(use(use(RefreshState.first(a), a, b), a, c), c, d);

    assertThat(state.use(b, d)).isEmpty();
  }

  @Test
  void nobodyFillsTheMemoryByRepeating() {
    RefreshState state = use(RefreshState.first(a), a, b);
    for (int i = 0; i < 100; i++) {
      state = use(state, a, new byte[] {9, (byte) i});
    }

    assertThat(state.next()).hasSize(RefreshState.MAX_NEXT);
  }

  @Test
  void aTokenIsReadBackAndNothingElseIsAToken() {
    RefreshToken token = RefreshToken.make(UUID.randomUUID(), UUID.randomUUID());

    assertThat(RefreshToken.read(token.text())).contains(token);
    assertThat(RefreshToken.make(token.device(), token.session()).hash())
        .isNotEqualTo(token.hash());
    for (String other : List.of("", "a.b.c", token.text() + ".x", token.secret())) {
      assertThat(RefreshToken.read(other)).isEmpty();
    }
  }

  private static RefreshState use(RefreshState state, byte[] token, byte[] successor) {
    Optional<RefreshState> after = state.use(token, successor);
    assertThat(after).isPresent();
    return after.get();
  }
}
