package dev.holdfast.device.peer;

import java.util.function.UnaryOperator;

/** What goes wrong with the next request of a kind; afterwards nothing does. */
public final class Faults {
  private static final int NEVER = Integer.MAX_VALUE;

  private int cutAt = NEVER;
  private boolean loseAnswer;
  private UnaryOperator<byte[]> corrupt = UnaryOperator.identity();

  /** Cuts the next sync stream after so many bytes, if it is that long. */
  public void cutStreamAt(int bytes) {
    cutAt = bytes;
  }

  /** Loses the next answer to actions or a refresh, after they took effect. */
  public void loseAnswer() {
    loseAnswer = true;
  }

  /** Changes the bytes of the next sync stream. */
  public void corruptStream(UnaryOperator<byte[]> change) {
    corrupt = change;
  }

  int takeCut() {
    int cut = cutAt;
    cutAt = NEVER;
    return cut;
  }

  boolean takeLoss() {
    boolean lost = loseAnswer;
    loseAnswer = false;
    return lost;
  }

  byte[] takeCorruption(byte[] stream) {
    UnaryOperator<byte[]> change = corrupt;
    corrupt = UnaryOperator.identity();
    return change.apply(stream);
  }
}
