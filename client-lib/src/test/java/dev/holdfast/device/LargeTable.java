package dev.holdfast.device;

import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyValues;
import java.util.List;
import java.util.UUID;

/** A device of alice's that lacks a table of some size, in segments, and has a case. */
final class LargeTable implements AutoCloseable {
  static final int ROWS = 120;
  static final String TABLE = "airfield-inspection/airport";

  /** What a sync says that has put it off. */
  static final PutOff PUT_OFF = new PutOff(PutOff.What.TABLES, List.of(TABLE));

  private static final int SEGMENT_ROWS = 20;
  private static final int LARGE = 50;

  final Device device;
  final UUID visit;

  LargeTable(long seed) {
    device = Device.alice(seed);
    device.peer().segments().ofRows(SEGMENT_ROWS);
    device.peer().large(LARGE);
    for (int i = 0; i < ROWS; i++) {
      device.peer().airport("AK", "A" + i, "Name \"" + i + "\"");
    }
    visit = device.peer().planned("AK", "A1", "alice");
  }

  Holdfast holdfast() {
    return device.holdfast();
  }

  SyncResult sync() {
    return device.holdfast().sync();
  }

  /** Its application asks for this by metered connections, and the present one is. */
  void obey(MeteredMode mode) {
    device.holdfast().restrict(PolicyValues.NONE.withMetered(mode));
    device.connected(ConnectionKind.METERED);
  }

  /** Syncs, or not; then the server is there again. */
  void syncOrNot() {
    try {
      device.holdfast().sync();
    } catch (UnreachableException e) {
      device.peer().reachable(true);
    }
  }

  int airports() {
    return device.holdfast().query("SELECT iata FROM airport").size();
  }

  @Override
  public void close() {
    device.close();
  }
}
