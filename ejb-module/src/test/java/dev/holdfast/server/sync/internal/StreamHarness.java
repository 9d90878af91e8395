package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.fleet.internal.PolicyDirectoryBean;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Mark.Subject;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Signer;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.platform.internal.DatabaseKeySigner;
import dev.holdfast.server.sync.api.Doorbell;
import dev.holdfast.server.sync.api.Segments.Segment;
import dev.holdfast.server.sync.api.SnapshotMaker;
import dev.holdfast.server.sync.internal.segments.MemorySegmentCache;
import dev.holdfast.server.tables.api.Capture;
import dev.holdfast.server.tables.internal.InstalledCapture;
import dev.holdfast.server.testing.HandClock;
import dev.holdfast.server.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** The way down on a real database, without a container. */
final class StreamHarness {
  /** So long who lacks segments waits for them. */
  private static final String WAIT = "PT0.2S";

  private static final int MANY = 1_000;

  final TestDatabase database = TestDatabase.create();
  final CountingDataSource counted = new CountingDataSource(database.dataSource());
  final MemorySegmentCache segments = new MemorySegmentCache();

  /** By what snapshot files are made and get old. */
  final HandClock calendar = new HandClock();

  private final DeviceStream stream;
  private final ManifestBuilder builder;
  private final SegmentsFacade facade;
  private final QuickAnswers quick;
  private final Doorstep doorstep;
  private final LastAnswers answers;
  private final SnapshotMakerBean maker;
  private final DeviceReports reports;
  private final Watch watch;
  private final UUID device = UUID.randomUUID();
  private final Queue<Runnable> unmade = new ConcurrentLinkedQueue<>();
  private volatile int atOnce = Integer.MAX_VALUE;
  private volatile int laterRows = Integer.MAX_VALUE;
  private final DeviceOrders orders = new DeviceOrders();

  /** A server that answers nothing from memory. */
  StreamHarness() throws SQLException, PackageException {
    this(any -> new QuietWatch());
  }

  /** A server with a watcher. */
  StreamHarness(Function<TestDatabase, Watch> watching) throws SQLException, PackageException {
    this(watching, MANY);
  }

  /** A server that lets a device take at most so many buckets from a snapshot file. */
  StreamHarness(int mostFromFile) throws SQLException, PackageException {
    this(any -> new QuietWatch(), mostFromFile);
  }

  private StreamHarness(Function<TestDatabase, Watch> watching, int mostFromFile)
      throws SQLException, PackageException {
    try (Connection connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(StreamData.SCHEMA);
    }
    CompiledPackage logic = CompiledPackage.of(PackageReader.read(StreamData.PACKAGE));
    Capture capture = InstalledCapture.of(database, logic.definition(), new CaseUnits());
    Signer signer = new DatabaseKeySigner(database.jdbc());
    Clock clock = Clock.systemUTC();
    Packages packages = packages(logic);
    Settings settings = settings();
    Manifests manifests = new Manifests(segments);
    this.watch = watching.apply(database);
    this.answers = new LastAnswers(watch, settings, clock);
    DeltaReader reader =
        new DeltaReader(counted, new StreamSlots(settings), watch, settings, clock);
    KnownDeltas deltas =
        new KnownDeltas(watch, answers, new SharedDeltas(reader, watch), signer, settings, clock);
    this.quick = new QuickAnswers(watch, answers, deltas);
    this.doorstep = new Doorstep(watch, answers, deltas, settings);
    this.builder =
        new ManifestBuilder(
            manifests,
            new BucketSegments(database.dataSource(), segments, settings, clock),
            this::make,
            capture,
            settings);
    this.reports = new DeviceReports(database.jdbc(), signer, packages, capture, orders, clock);
    RowsSent sent = new RowsSent(orders, clock);
    this.stream =
        new DeviceStream(
            new SyncPlanner(packages, capture, signer, new PolicyDirectoryBean(), settings, clock),
            new Elsewhere(
                new SnapshotChoice(signer, settings, calendar, mostFromFile),
                new SegmentChoice(manifests, builder, signer, settings, clock)),
            new LaterChoice(settings),
            new StreamHeader(packages, answers, signer, clock),
            orders,
            sent,
            settings,
            clock);
    this.facade = new SegmentsFacade(segments, packages, sent);
    this.maker =
        new SnapshotMakerBean(
            database.dataSource(),
            new SnapshotTurn(),
            new SnapshotBuckets(packages, capture),
            new SnapshotContent(signer, settings, UUID::randomUUID, calendar),
            capture);
  }

  /** The orders that the device has yet to fulfil, begun as the last stream began them. */
  void order(UUID... yetToFulfil) {
    orders.order(yetToFulfil);
  }

  /** Of how many rows on a bucket is large. */
  void large(int rows) {
    laterRows = rows;
  }

  /** The orders that the last stream is to fulfil. */
  List<UUID> begun() {
    return orders.begun();
  }

  /**
   * Makes the segments of so many buckets at once, of the others when {@link #makeRest} is called.
   */
  void makeAtOnce(int buckets) {
    atOnce = buckets;
  }

  /** Makes the segments of the other buckets. */
  void makeRest() {
    for (Runnable work = unmade.poll(); work != null; work = unmade.poll()) {
      work.run();
    }
  }

  private void make(Runnable work) {
    if (atOnce > 0) {
      atOnce--;
      work.run();
    } else {
      unmade.add(work);
    }
  }

  /** Answers a request of alice's device; empty if there is nothing. */
  Optional<byte[]> answer(SyncRequest request, List<String> states)
      throws SQLException, RefusedException, IOException {
    return answer(request, states, device);
  }

  /** Answers a request of one of alice's devices, from memory if that can. */
  Optional<byte[]> quickly(SyncRequest request, List<String> states, UUID id)
      throws SQLException, RefusedException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Optional<Boolean> answered = quick.answer(caller(states, id), request, () -> open(out));
    if (answered.isEmpty()) {
      return answer(request, states, id);
    }
    return answered.get() ? Optional.of(out.toByteArray()) : Optional.empty();
  }

  /** A device has called. */
  void heard(UUID id) {
    answers.heard(id);
  }

  /** What the server knows of changes. */
  Watch watch() {
    return watch;
  }

  /** Who hands devices at the door what they lack. */
  Doorstep doorstep() {
    return doorstep;
  }

  /** A device of alice's at the door, whose rights end with a subject. */
  Bell bell(List<String> states, UUID id, Subject end, Doorbell.Wire wire) throws RefusedException {
    return new Bell(caller(states, id), true, watch.last(), Set.of(), Set.of(end), wire);
  }

  private static Caller caller(List<String> states, UUID id) {
    return new Caller(new User("alice", Set.of("inspector"), Map.of("states", states)), id);
  }

  private Optional<byte[]> answer(SyncRequest request, List<String> states, UUID id)
      throws SQLException, RefusedException, IOException {
    try {
      return answer(request, caller(states, id), false);
    } catch (SegmentsLackingException e) {
      builder.build(e.lacking());
    }
    try {
      return answer(request, caller(states, id), true);
    } catch (SegmentsLackingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<byte[]> answer(SyncRequest request, Caller caller, boolean last)
      throws SQLException, RefusedException, SegmentsLackingException, IOException {
    return answer(request, caller, last, () -> {});
  }

  /** Answers alice's device without waiting, in a snapshot from before something was done. */
  Optional<byte[]> answerBefore(Runnable something, SyncRequest request, List<String> states)
      throws Exception {
    return answer(request, caller(states, device), true, something);
  }

  private Optional<byte[]> answer(
      SyncRequest request, Caller caller, boolean last, Runnable afterSnapshot)
      throws SQLException, RefusedException, SegmentsLackingException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    watch.sees(Duration.ZERO);
    try (Connection connection = counted.getConnection()) {
      Snapshot snapshot = Snapshot.begin(connection, watch.last());
      afterSnapshot.run();
      boolean any = stream.send(snapshot, caller, request, last, () -> open(out));
      connection.rollback();
      return any ? Optional.of(out.toByteArray()) : Optional.empty();
    }
  }

  /** Alice's device reports. */
  void report(SyncReport report, List<String> states) {
    reports.take(caller(states, device), device, report);
  }

  /** Makes segments of what lacks for a request, as the facade does before it answers. */
  void build(SyncRequest request, List<String> states)
      throws SQLException, RefusedException, IOException {
    try {
      answer(request, caller(states, device), false);
    } catch (SegmentsLackingException e) {
      builder.build(e.lacking());
    }
  }

  /** Makes a snapshot file for somebody who has these states. */
  SnapshotMaker.Made snapshot(Path file, String name, List<String> states)
      throws RefusedException, IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      return maker.make(
          "field", new User(name, Set.of("inspector"), Map.of("states", states)), out);
    }
  }

  /** A segment for alice's device. */
  Segment segment(String id, List<String> states) throws RefusedException {
    return facade.find(caller(states, device), id);
  }

  private static OutputStream open(OutputStream out) {
    return out;
  }

  private static Packages packages(CompiledPackage logic) {
    return (Packages)
        Proxy.newProxyInstance(
            StreamHarness.class.getClassLoader(),
            new Class<?>[] {Packages.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "activeFor" -> List.of(logic);
                  case "find" -> Optional.of(logic);
                  default -> throw new UnsupportedOperationException(method.toString());
                });
  }

  /** Small buckets and small segments, so that little data makes many, and a short wait. */
  private Settings settings() {
    return new Settings() {
      @Override
      @SuppressWarnings("unchecked")
      public <T> T get(Setting<T> setting) {
        if (setting == SyncSettings.SEGMENT_BYTES) {
          return (T) (Integer) 400;
        }
        if (setting == SyncSettings.LATER_ROWS) {
          return (T) (Integer) laterRows;
        }
        return setting == SyncSettings.SEGMENT_ROWS
            ? setting.parse("3")
            : setting == SyncSettings.STREAM_WAIT
                ? setting.parse(WAIT)
                : setting.parse(setting.standard());
      }
    };
  }
}
