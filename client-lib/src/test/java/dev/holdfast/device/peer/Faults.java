package dev.holdfast.device.peer;

import dev.holdfast.device.transport.Transport;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** What goes wrong with the next request of a kind; afterwards nothing does. */
public final class Faults {
  private static final int NEVER = Integer.MAX_VALUE;

  private int cutAt = NEVER;
  private int mostBytes = NEVER;
  private int mostReportBytes = NEVER;
  private int silences;
  private Runnable meanwhile = () -> {};
  private Runnable whileReading = () -> {};
  private boolean loseAnswer;
  private boolean go;
  private boolean die;
  private int cutSegmentAt = NEVER;
  private boolean goAtSegment;
  private boolean dieInSegment;
  private int corruptSegments;
  private int passSegments;
  private UnaryOperator<byte[]> corrupt = UnaryOperator.identity();
  private int corruptions;

  /** Nothing goes wrong from here on. */
  public void none() {
    cutAt = NEVER;
    mostBytes = NEVER;
    mostReportBytes = NEVER;
    silences = 0;
    loseAnswer = false;
    go = false;
    die = false;
    cutSegmentAt = NEVER;
    goAtSegment = false;
    dieInSegment = false;
    corruptSegments = 0;
    passSegments = 0;
  }

  /** Cuts the next sync stream after so many bytes, if it is that long. */
  public void cutStreamAt(int bytes) {
    cutAt = bytes;
  }

  /** Cuts the next sync stream after so many bytes, and the server is gone. */
  public void cutStreamAndGoAt(int bytes) {
    cutAt = bytes;
    go = true;
  }

  /** The device's process dies when it has read so many bytes of the next sync stream. */
  public void dieAt(int bytes) {
    cutAt = bytes;
    die = true;
  }

  /** Loses the next answer to actions or a refresh, after they took effect. */
  public void loseAnswer() {
    loseAnswer = true;
  }

  /** Says that nothing is new, to so many syncs, whatever they lack. */
  public void sayNothingNew(int times) {
    silences = times;
  }

  /** Refuses batches of more bytes, until told otherwise. */
  public void refuseLargerThan(int bytes) {
    mostBytes = bytes;
  }

  /** Refuses reports of more bytes, until told otherwise. */
  public void refuseReportsLargerThan(int bytes) {
    mostReportBytes = bytes;
  }

  int mostReportBytes() {
    return mostReportBytes;
  }

  /** Does something while the next sync request is answered. */
  public void meanwhile(Runnable what) {
    meanwhile = what;
  }

  /** Does something each time that the device reads of a sync stream. */
  public void whileReading(Runnable what) {
    whileReading = what;
  }

  Runnable whileReading() {
    return whileReading;
  }

  Runnable takeMeanwhile() {
    Runnable what = meanwhile;
    meanwhile = () -> {};
    return what;
  }

  boolean takeSilence() {
    return silences > 0 && silences-- > 0;
  }

  int mostBytes() {
    return mostBytes;
  }

  /** Cuts the next segment after so many bytes, if it is that long, and the server is gone. */
  public void cutSegmentAndGoAt(int bytes) {
    cutSegmentAt = bytes;
    goAtSegment = true;
  }

  /** The device's process dies when it has read so many bytes of the next segment. */
  public void dieInSegmentAt(int bytes) {
    cutSegmentAt = bytes;
    dieInSegment = true;
  }

  /** Changes the bytes of so many segments to come. */
  public void corruptSegments(int count) {
    corruptSegments = count;
  }

  /** Lets so many segments pass before the cut that was asked for. */
  public void afterSegments(int count) {
    passSegments = count;
  }

  int takeSegmentCut() {
    if (passSegments-- > 0) {
      return NEVER;
    }
    int cut = cutSegmentAt;
    cutSegmentAt = NEVER;
    return cut;
  }

  /** What happens at the cut of a segment. */
  Runnable takeSegmentEnd(Runnable goAway) {
    if (passSegments >= 0) {
      return () -> {};
    }
    go = goAtSegment;
    die = dieInSegment;
    goAtSegment = false;
    dieInSegment = false;
    return takeEnd(goAway);
  }

  boolean takeSegmentCorruption() {
    return corruptSegments-- > 0;
  }

  /** Changes the bytes of the next sync stream. */
  public void corruptStream(UnaryOperator<byte[]> change) {
    corruptStreams(1, change);
  }

  int takeCut() {
    int cut = cutAt;
    cutAt = NEVER;
    return cut;
  }

  /** What happens at the cut. */
  Runnable takeEnd(Runnable goAway) {
    boolean goes = go;
    boolean dies = die;
    go = false;
    die = false;
    return () -> {
      if (goes) {
        goAway.run();
      }
      if (dies) {
        throw new Death();
      }
    };
  }

  /** The answer, unless it gets lost. */
  Transport.Answer orLost(Transport.Answer answer) throws IOException {
    if (takeLoss()) {
      throw new IOException("connection reset");
    }
    return answer;
  }

  private boolean takeLoss() {
    boolean lost = loseAnswer;
    loseAnswer = false;
    return lost;
  }

  /** Changes the bytes of so many sync streams to come. */
  public void corruptStreams(int streams, UnaryOperator<byte[]> change) {
    corrupt = change;
    corruptions = streams;
  }

  byte[] takeCorruption(byte[] stream) {
    return corruptions-- > 0 ? corrupt.apply(stream) : stream;
  }
}
