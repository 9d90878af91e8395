package dev.holdfast.device.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cuts the power after every operation. What of a file was not synced may be on the disk or not,
 * write by write, in any order; so may each name that was given or taken since the directory was
 * synced. Tried are: nothing of it is there; one of them is not; some, by chance, are not.
 */
final class PowerCuts {
  private final Recording recording;
  private final Trial trial;
  private final Laws laws;

  PowerCuts(Recording recording, Trial trial) {
    this.recording = recording;
    this.trial = trial;
    this.laws = new Laws(recording.story(), recording.seen());
  }

  /**
   * A point.
   *
   * @param operations so many have happened
   * @param lost those of them that are not on the disk
   */
  private record Point(int operations, Set<Integer> lost) {}

  Report report() throws IOException {
    List<Point> points = points();
    Recording.Moment moment = recording.new Moment();
    int next = 0;
    for (int i = 0; i <= recording.operations().size(); i++) {
      while (next < points.size() && points.get(next).operations() == i) {
        if (trial.takes(next, points.size())) {
          attempt(points.get(next), moment);
        }
        next++;
      }
      if (i < recording.operations().size()) {
        moment.pass(recording.operations().get(i));
      }
    }
    return trial.report(points.size());
  }

  private List<Point> points() {
    List<Point> points = new ArrayList<>();
    Map<Long, List<Integer>> content = new HashMap<>();
    List<Integer> names = new ArrayList<>();
    for (int i = 0; i < recording.operations().size(); i++) {
      Operation operation = recording.operations().get(i);
      if (operation instanceof Operation.Written written) {
        content.computeIfAbsent(written.file(), file -> new ArrayList<>()).add(i);
      } else if (operation instanceof Operation.Cut cut) {
        content.computeIfAbsent(cut.file(), file -> new ArrayList<>()).add(i);
      } else if (operation instanceof Operation.Synced synced) {
        content.remove(synced.file());
      } else if (operation instanceof Operation.NamesSynced) {
        names.clear();
      } else if (operation.changes()
          && !(operation instanceof Operation.Opened opened && !opened.made())) {
        names.add(i);
      }
      Set<Integer> open = new TreeSet<>(names);
      content.values().forEach(open::addAll);
      if (!open.isEmpty() && (operation.changes() || operation instanceof Operation.Said)) {
        add(points, i + 1, open);
      }
    }
    return points;
  }

  private void add(List<Point> points, int operations, Set<Integer> open) {
    points.add(new Point(operations, open));
    for (int one : open) {
      points.add(new Point(operations, Set.of(one)));
    }
    Set<Integer> some = new HashSet<>(open);
    some.removeIf(one -> trial.random().nextBoolean());
    points.add(new Point(operations, some));
  }

  private void attempt(Point point, Recording.Moment moment) throws IOException {
    Image image = recording.before().copy();
    for (int i = 0; i < point.operations(); i++) {
      if (!point.lost().contains(i)) {
        image.apply(recording.operations().get(i));
      }
    }
    trial.attempt(
        "power cut after operation %d without %s"
            .formatted(point.operations(), Operation.told(recording.operations(), point.lost())),
        store -> {
          image.write(store, trial.random());
          laws.hold(
              new Host(
                  store,
                  recording.journal().at(moment.happened()),
                  trial.seed(),
                  text -> {},
                  new HashSet<>()),
              Set.copyOf(moment.promised()),
              false);
        });
  }
}
