package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.fleet.internal.PolicyDirectoryBean;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Signer;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.platform.api.Watch;
import dev.holdfast.server.platform.internal.DatabaseKeySigner;
import dev.holdfast.server.sync.api.ResyncDirectory;
import dev.holdfast.server.sync.api.ResyncDirectory.Standing;
import dev.holdfast.server.sync.api.Segments.Segment;
import dev.holdfast.server.sync.internal.segments.MemorySegmentCache;
import dev.holdfast.server.tables.api.Capture;
import dev.holdfast.server.tables.internal.InstalledCapture;
import dev.holdfast.server.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The way down on a real database, without a container. */
final class StreamHarness {
  /** So long who lacks segments waits for them. */
  private static final String WAIT = "PT0.2S";

  static final String PACKAGE =
      """
      application: field
      version: 1.0.0
      user-attributes: {states: {type: text, many: true}}
      roles: [inspector]
      tables:
        airport:
          source: demo.airport
          key: [iata]
          columns: [iata, name, state, latitude]
          scope: row.state in user.states
          receive: changes
        kind:
          source: demo.kind
          key: [id]
          columns: [id, name]
          scope: "true"
          receive: table
      cases:
        visit:
          fields:
            site: {type: reference, table: airport}
          scope: [case.assignee == user.name, case.site.state in user.states]
          stages: [open, closed]
          actions:
            create: {creates: open, by: [inspector], sets: [site, assignee]}
            close: {from: open, to: closed, completes: true, by: [inspector]}
      """;
  private static final String SCHEMA =
      """
      CREATE SCHEMA demo;
      CREATE TABLE demo.airport (iata text PRIMARY KEY, name text, state text, latitude float8);
      CREATE TABLE demo.kind (id int PRIMARY KEY, name text);
      INSERT INTO demo.airport
      SELECT 'A' || i, 'Airport ' || i, (ARRAY['AK', 'WY', 'New, York'])[1 + i % 3], i / 7.0
      FROM generate_series(1, 60) i;
      INSERT INTO demo.kind SELECT i, 'Kind ' || i FROM generate_series(1, 5) i;
      INSERT INTO holdfast.case_file (id, application, type, stage, completed, version, assignee, fields,
        package_version, created_at, changed_at, last_device_from, last_action)
      SELECT gen_random_uuid(), 'field', 'visit', 'open', false, 1, (ARRAY['alice', 'bob', NULL])[1 + i % 3],
             jsonb_build_object('site', 'A' || i), '1.0.0', now(), now(), 1, gen_random_uuid()
      FROM generate_series(1, 20) i;
      """;

  /** Bucket, key and row as they should be, by hand. */
  static final String TRUTH =
      """
      SELECT 'field/airport[state=' || holdfast.bucket_value(state) || ']', json_build_array(iata)::text,
             json_build_array(iata, name, state, latitude)::text
      FROM demo.airport WHERE state IS NOT NULL
      UNION ALL SELECT 'field/kind[]', json_build_array(id)::text, json_build_array(id, name)::text FROM demo.kind
      UNION ALL SELECT 'field/visit[' || b.name || ']', json_build_array(c.id::text)::text,
             json_build_array(c.id::text, stage, completed, version, assignee, fields::text, created_at::text, changed_at::text)::text
      FROM holdfast.case_file c LEFT JOIN demo.airport a ON a.iata = c.fields ->> 'site'
      CROSS JOIN LATERAL (VALUES ('assignee=' || assignee), ('site.state=' || holdfast.bucket_value(a.state))) b (name)
      WHERE b.name IS NOT NULL
      """;

  final TestDatabase database = TestDatabase.create();
  final CountingDataSource counted = new CountingDataSource(database.dataSource());
  final MemorySegmentCache segments = new MemorySegmentCache();
  private final DeviceStream stream;
  private final ManifestBuilder builder;
  private final SegmentsFacade facade;
  private final QuickAnswers quick;
  private final Watch watch;
  private final UUID device = UUID.randomUUID();
  private final Queue<Runnable> unmade = new ConcurrentLinkedQueue<>();
  private volatile int atOnce = Integer.MAX_VALUE;
  private List<Standing> standing = List.of();
  private List<UUID> begun = List.of();
  private @Nullable UUID header;

  /** A server that answers nothing from memory. */
  StreamHarness() throws SQLException, PackageException {
    this(any -> new QuietWatch());
  }

  /** A server with a watcher. */
  StreamHarness(Function<TestDatabase, Watch> watching) throws SQLException, PackageException {
    try (Connection connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(SCHEMA);
    }
    CompiledPackage logic = CompiledPackage.of(PackageReader.read(PACKAGE));
    Capture capture = InstalledCapture.of(database, logic.definition(), new CaseUnits());
    Signer signer = new DatabaseKeySigner(database.jdbc());
    Clock clock = Clock.systemUTC();
    Packages packages = packages(logic);
    Settings settings = settings();
    Manifests manifests = new Manifests(segments);
    this.watch = watching.apply(database);
    LastAnswers answers = new LastAnswers(watch, settings, clock);
    DeltaReader reader =
        new DeltaReader(counted, new StreamSlots(settings), watch, settings, clock);
    this.quick =
        new QuickAnswers(watch, answers, new SharedDeltas(reader, watch), signer, settings, clock);
    this.builder =
        new ManifestBuilder(
            manifests,
            new BucketSegments(database.dataSource(), segments, settings, clock),
            this::make,
            capture,
            settings);
    RowsSent sent = new RowsSent(directory(), clock);
    this.stream =
        new DeviceStream(
            new SyncPlanner(packages, capture, signer, new PolicyDirectoryBean(), clock),
            new SegmentChoice(manifests, builder, signer, settings, clock),
            new StreamHeader(packages, answers, signer, clock),
            directory(),
            sent,
            settings,
            clock);
    this.facade = new SegmentsFacade(segments, packages, sent);
  }

  /** The orders that the device has yet to fulfil, begun as the last stream began them. */
  void order(UUID... orders) {
    standing =
        Arrays.stream(orders)
            .map(order -> new Standing(order, begun.contains(order) ? header : null))
            .toList();
  }

  /** The orders that the last stream is to fulfil. */
  List<UUID> begun() {
    return begun;
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

  /** Makes segments of what lacks for a request, as the facade does before it answers. */
  void build(SyncRequest request, List<String> states)
      throws SQLException, RefusedException, IOException {
    try {
      answer(request, caller(states, device), false);
    } catch (SegmentsLackingException e) {
      builder.build(e.lacking());
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

  private ResyncDirectory directory() {
    return new ResyncDirectory() {
      @Override
      public List<Standing> standing(UUID id, Sql sql) {
        return standing;
      }

      @Override
      public void running(UUID named, Collection<UUID> orders, UUID on, long rowsExpected) {
        header = named;
        begun = List.copyOf(orders);
      }

      @Override
      public void sent(UUID on, long rows) {}

      @Override
      public void done(UUID id, UUID on, long rows) {}

      @Override
      public void failed(UUID id, UUID on, String error) {}
    };
  }

  /** Small buckets and small segments, so that little data makes many, and a short wait. */
  private static Settings settings() {
    return new Settings() {
      @Override
      @SuppressWarnings("unchecked")
      public <T> T get(Setting<T> setting) {
        if (setting == SyncSettings.SEGMENT_BYTES) {
          return (T) (Integer) 400;
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
