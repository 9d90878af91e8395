package dev.holdfast.device.peer;

import dev.holdfast.device.transport.NotSentException;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.Upcast;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.RefreshRequest;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The peer as a transport: every request is answered in the caller's thread. */
public final class Peer extends PeerData implements Transport {
  private static final UUID DEVICE = new UUID(7, 1);

  private final Clock clock;
  private final PeerSegments segments;
  private final PeerSnapshots snapshots;
  private final Streams streams;
  private final Faults faults = new Faults();
  private final PeerContents contents = new PeerContents();
  private final Repeats repeats = new Repeats();
  private final PeerIntake intake;
  private final PeerLeaving leaving = new PeerLeaving(faults);
  private final List<SyncReport> reports = new ArrayList<>();
  private final List<SyncRequest> requests = new ArrayList<>();
  private final Map<String, ApplicationPackage> deployed = new HashMap<>();
  private ApplicationPackage logic;
  private User user;
  private UUID device = DEVICE;
  private @Nullable UUID order;
  private @Nullable String refusal;
  private SyncPolicy policy = SyncPolicy.STANDARD;
  private boolean reachable = true;
  private long rowsSent;
  private int refreshed;

  /** A peer with the demo's package and a user. */
  public Peer(Clock clock, User user) {
    this.clock = clock;
    this.user = user;
    this.logic = read(demo());
    this.segments = new PeerSegments(model);
    this.snapshots = new PeerSnapshots(model, segments);
    this.streams = new Streams(model, segments, snapshots, clock);
    this.intake = new PeerIntake(desk, contents, faults, clock);
    deployed.put(logic.version(), logic);
  }

  /** The demo's package. */
  public static String demo() {
    return text("airfield-inspection.yaml");
  }

  /** A later version of it, 2.0.0, which calls almost everything otherwise. */
  public static String evolved() {
    return text("airfield-inspection-2.0.0.yaml");
  }

  private static String text(String resource) {
    try (var in = Peer.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Runnable backup() {
    Runnable data = super.backup();
    return () -> {
      data.run();
      streams.anotherHistory();
    };
  }

  /** How the peer gives large buckets. */
  public PeerSegments segments() {
    return segments;
  }

  /** The peer's snapshot files. */
  public PeerSnapshots snapshots() {
    return snapshots;
  }

  /** Makes a snapshot file with all that goes to a user's devices. */
  public void snapshot(Path file, User whose) {
    snapshots.write(file, PeerScope.of(logic, whose));
  }

  /** What goes wrong next. */
  public Faults faults() {
    return faults;
  }

  /** Deploys another version of the package, or takes an earlier one up again. */
  public void deploy(String yaml) {
    logic = read(yaml);
    deployed.put(logic.version(), logic);
    desk.speak(logic, upcast());
    desk.coordinated(PeerScope.isCoordinated(logic));
  }

  /** Who signs in from now on gets a session of this user and device. */
  public void enrol(User other, UUID as) {
    user = other;
    device = as;
  }

  /** Gives the user other attributes. */
  public void states(String... states) {
    user = new User(user.name(), user.roles(), Map.of("states", List.of(states)));
  }

  /** The sources of these no longer fit, of others they do. */
  public void stall(String... units) {
    streams.stall(List.of(units));
  }

  /** Buckets of tables of at least so many rows are large. */
  public void large(int rows) {
    streams.large(rows);
  }

  /** Administrators say something else about automatic syncs. */
  public void policy(SyncPolicy value) {
    policy = value;
  }

  /** Orders a resync, which the next report completes. */
  public UUID orderResync() {
    order = new UUID(9, reports.size() + 1L);
    return order;
  }

  /** Whether an ordered resync has yet to be done. */
  public boolean ordered() {
    return order != null;
  }

  /** Takes the server away, or brings it back. */
  public void reachable(boolean value) {
    reachable = value;
  }

  private void goAway() {
    reachable = false;
  }

  /** Refuses every request with 401 and this code; null stops it. */
  public void refuse(@Nullable String code) {
    refusal = code;
  }

  /** The reports received. */
  public List<SyncReport> reports() {
    return reports;
  }

  /** How the peer ends the device. */
  public PeerLeaving leaving() {
    return leaving;
  }

  /** How the peer takes and gives contents. */
  public PeerContents contents() {
    return contents;
  }

  /** How the peer takes actions. */
  public PeerIntake intake() {
    return intake;
  }

  /** The sync requests received. */
  public List<SyncRequest> requests() {
    return requests;
  }

  /** Rows sent, put or deleted, over all streams, up to where they were cut. */
  public long rowsSent() {
    return rowsSent;
  }

  /** Lines that were sent again to a device that is never killed. */
  public List<String> repeats() {
    return repeats.found();
  }

  /** How often the session was refreshed. */
  public int refreshed() {
    return refreshed;
  }

  /** The rows that the user's devices must hold, by bucket and key. */
  public Map<String, Map<String, String>> expected() {
    return PeerScope.of(logic, user).keySet().stream()
        .collect(java.util.stream.Collectors.toMap(bucket -> bucket, model::rows));
  }

  @Override
  public Answer send(Request request) throws IOException {
    if (!reachable) {
      throw new NotSentException(new IOException("connection refused"));
    }
    if (refusal != null) {
      return new PeerAnswer(401, "{\"code\":\"%s\",\"detail\":\"no\"}".formatted(refusal));
    }
    String path = request.uri().getPath().substring("/api/v1".length());
    if (leaving.isOrdered()) {
      return leaving.answer(
          path,
          request,
          () -> intake.answerLast(logic, upcast(), user, parse(request, ActionBatch.class)),
          rest -> contents.answer(rest, request, this::goAway));
    }
    return switch (path) {
      case "/sessions" -> PeerAnswer.json(201, session());
      case "/sessions/refresh" -> refresh(parse(request, RefreshRequest.class));
      case "/sessions/current" -> new PeerAnswer(204, "");
      case "/actions" -> intake.answer(logic, upcast(), user, parse(request, ActionBatch.class));
      case "/sync" -> sync(parse(request, SyncRequest.class));
      case "/sync/report" -> report(parse(request, SyncReport.class));
      default ->
          path.startsWith("/contents")
              ? contents.answer(path.substring("/contents".length()), request, this::goAway)
              : path.startsWith("/segments/")
                  ? segments.answer(
                      path.substring("/segments/".length()), request, faults, this::goAway)
                  : new PeerAnswer(200, logic.source());
    };
  }

  private Upcast upcast() {
    return new Upcast(logic, version -> Optional.ofNullable(deployed.get(version)));
  }

  private Answer refresh(RefreshRequest request) throws IOException {
    if (!request.refreshToken().startsWith("refresh-")) {
      return new PeerAnswer(401, "{\"code\":\"token-expired\"}");
    }
    refreshed++;
    return faults.orLost(PeerAnswer.json(200, session()));
  }

  private Session session() {
    return new Session(
        user.name(),
        List.copyOf(user.roles()),
        user.attributes(),
        device,
        "access-" + refreshed,
        clock.instant().plus(Duration.ofMinutes(10)),
        "refresh-" + refreshed,
        clock.instant());
  }

  private Answer sync(SyncRequest request) throws IOException {
    requests.add(request);
    faults.takeMeanwhile().run();
    if (faults.takeSilence()) {
      return new PeerAnswer(204, "");
    }
    if (!snapshots.isOwn(request.snapshot())) {
      return new PeerAnswer(409, "{\"code\":\"snapshot-foreign\",\"detail\":\"not made here\"}");
    }
    Optional<byte[]> stream = streams.stream(logic, user, policy, order, request);
    if (stream.isEmpty()) {
      return new PeerAnswer(204, "");
    }
    byte[] bytes = faults.takeCorruption(stream.get());
    int cut = faults.takeCut();
    PeerAnswer answer =
        new PeerAnswer(200, bytes, Math.min(cut, bytes.length), faults.takeEnd(this::goAway));
    rowsSent += answer.completeRows();
    repeats.stream(request, Arrays.copyOf(bytes, Math.min(cut, bytes.length)));
    return answer.readWith(faults.whileReading());
  }

  private Answer report(SyncReport report) throws IOException {
    if (WireJson.mapper().writeValueAsBytes(report).length > faults.mostReportBytes()) {
      return new PeerAnswer(413, "{\"code\":\"too-large\",\"detail\":\"no\"}");
    }
    reports.add(report);
    if (report.error() == null && Objects.equals(order, report.order())) {
      order = null;
    }
    return new PeerAnswer(204, "");
  }

  private static ApplicationPackage read(String yaml) {
    try {
      return PackageReader.read(yaml);
    } catch (PackageException e) {
      throw new IllegalArgumentException(e.findings().toString(), e);
    }
  }

  private static <T> T parse(Request request, Class<T> type) throws IOException {
    return WireJson.mapper().readValue(Objects.requireNonNull(request.body()), type);
  }

  /** An inspector of Alaska. */
  public static User alice() {
    return new User("alice", Set.of("inspector"), Map.of("states", List.of("AK")));
  }
}
