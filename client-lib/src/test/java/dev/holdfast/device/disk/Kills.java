package dev.holdfast.device.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Kills the device's process after every operation and in the middle of every write. What it had
 * written is in the system's memory, so that nothing of it is lost: the files are as all operations
 * before made them.
 */
final class Kills {
  private final Recording recording;
  private final Trial trial;
  private final Laws laws;

  Kills(Recording recording, Trial trial) {
    this.recording = recording;
    this.trial = trial;
    this.laws = new Laws(recording.story(), recording.seen());
  }

  /**
   * A point.
   *
   * @param operations so many have happened
   * @param torn whether half of the next one has, too
   */
  private record Point(int operations, boolean torn) {}

  Report report() throws IOException {
    List<Point> points = points();
    Image image = recording.before().copy();
    Recording.Moment moment = recording.new Moment();
    int next = 0;
    for (int i = 0; i <= recording.operations().size(); i++) {
      while (next < points.size() && points.get(next).operations() == i) {
        if (trial.takes(next, points.size())) {
          attempt(points.get(next), image, moment);
        }
        next++;
      }
      if (i < recording.operations().size()) {
        image.apply(recording.operations().get(i));
        moment.pass(recording.operations().get(i));
      }
    }
    return trial.report(points.size());
  }

  /** What changes neither files nor promises is no point of its own. */
  private List<Point> points() {
    List<Point> points = new ArrayList<>(List.of(new Point(0, false)));
    Image image = recording.before().copy();
    Set<Integer> known = new HashSet<>(Set.of(image.fingerprint()));
    for (int i = 0; i < recording.operations().size(); i++) {
      Operation operation = recording.operations().get(i);
      if (operation instanceof Operation.Written written && written.bytes().length > 1) {
        Image torn = image.copy();
        torn.tear(written);
        if (known.add(torn.fingerprint())) {
          points.add(new Point(i, true));
        }
      }
      image.apply(operation);
      if (operation instanceof Operation.Said || known.add(image.fingerprint())) {
        points.add(new Point(i + 1, false));
      }
    }
    return points;
  }

  private void attempt(Point point, Image image, Recording.Moment moment) throws IOException {
    Image left = image.copy();
    if (point.torn()) {
      left.tear((Operation.Written) recording.operations().get(point.operations()));
    }
    trial.attempt(
        "killed after operation %d%s"
            .formatted(point.operations(), point.torn() ? " and a half" : ""),
        store -> {
          left.write(store, trial.random());
          laws.hold(
              new Host(
                  store,
                  recording.journal().at(moment.happened()),
                  trial.seed(),
                  text -> {},
                  new HashSet<>()),
              Set.copyOf(moment.promised()),
              true);
        });
  }
}
