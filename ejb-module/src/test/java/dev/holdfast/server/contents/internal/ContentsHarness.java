package dev.holdfast.server.contents.internal;

import dev.holdfast.hooks.ContentScanner;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.digest.Sha256;
import dev.holdfast.server.contents.api.CaseSight;
import dev.holdfast.server.contents.api.ContentDownloads;
import dev.holdfast.server.contents.api.ContentGate.Bringing;
import dev.holdfast.server.contents.api.ContentStores.Place;
import dev.holdfast.server.contents.api.ContentUploads;
import dev.holdfast.server.contents.api.ContentUploads.Announced;
import dev.holdfast.server.contents.api.ContentUploads.Upload;
import dev.holdfast.server.contents.internal.store.ObjectStore;
import dev.holdfast.server.contents.internal.store.SealedObjects;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.history.internal.AuditBean;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Signer;
import dev.holdfast.server.platform.internal.DatabaseKeySigner;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.HandClock;
import dev.holdfast.server.testing.StubPackages;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A node of a server that keeps contents, on a database that other nodes may share. */
final class ContentsHarness {
  static final ContentUploads.Place PHOTO =
      new ContentUploads.Place("inspection-test", null, "album", "photo");
  static final ContentUploads.Place SCAN =
      new ContentUploads.Place("inspection-test", null, "album", "pages.scan");
  static final Duration SCAN_LIMIT = Duration.ofSeconds(2);

  /** So many scans at once. */
  static final int SCANS = 2;

  static final FieldWork ALICE = new FieldWork("alice");
  static final FieldWork BOB = new FieldWork("bob");

  final TestDatabase database;
  final HandClock clock = new HandClock();
  final Set<UUID> visible = new HashSet<>();
  final TestBeans beans;
  final AuditedLines audit;
  private final Map<String, String> settings = new HashMap<>();
  private final ChangingStores stores = new ChangingStores();

  ContentsHarness(ContentScanner... scanners) {
    this(TestDatabase.create(), scanners);
  }

  ContentsHarness(TestDatabase database, ContentScanner... scanners) {
    this.database = database;
    this.audit = new AuditedLines(database.jdbc(), clock);
    this.beans =
        new TestBeans(
            database,
            List.of(),
            List.of(
                UploadsBean.class,
                DownloadsBean.class,
                UploadRows.class,
                PieceRows.class,
                ContentRows.class,
                UseRows.class,
                Entitlement.class,
                Places.class,
                HashStates.class,
                Completion.class,
                Gate.class,
                ContentBytes.class,
                StoreReads.class,
                StoreAlerts.class,
                MoveRows.class,
                Moves.class,
                StoresBean.class,
                Upkeep.class,
                ThumbnailsBean.class,
                ThumbnailRows.class,
                Drawing.class,
                AttachedBean.class,
                ContentAudit.class,
                UnfinishedRows.class,
                WaitRows.class,
                StorageRows.class,
                StorageBean.class));
    beans.put(Audit.class, audit);
    beans.put(Clock.class, clock);
    beans.put(Packages.class, StubPackages.packages());
    beans.put(Settings.class, new Overridden());
    beans.put(Signer.class, new DatabaseKeySigner(database.jdbc()));
    beans.put(Stores.class, stores);
    BackTransaction back = new BackTransaction();
    beans.put(MoveBackStep.class, back);
    beans.put(CaseSight.class, (user, cases) -> sees(cases));
    beans.put(
        Scanning.class,
        new Scanning(List.of(scanners), threads(), database.jdbc(), SCAN_LIMIT, clock));
    beans.put(OrphanStep.class, new OwnTransaction());
    beans.rewire();
    OwnTransaction step = (OwnTransaction) beans.get(OrphanStep.class);
    step.wire(beans);
    back.wire(beans);
  }

  /** The mover of a node that was started with these settings. */
  Mover mover(Place target, @Nullable ObjectStore store) {
    stores.now = new Stores(target, store, beans.get(Signer.class));
    return new Mover(
        jdbc(),
        beans.get(Moves.class),
        stores,
        beans.get(StoreAlerts.class),
        beans.get(Settings.class),
        clock);
  }

  private boolean sees(Collection<UUID> cases) {
    return cases.stream().anyMatch(visible::contains);
  }

  /** Another node, which knows nothing but the database. */
  ContentsHarness another() {
    return new ContentsHarness(database);
  }

  void set(Setting<?> setting, String value) {
    settings.put(setting.name(), value);
  }

  ContentUploads uploads() {
    return beans.get(UploadsBean.class);
  }

  Jdbc jdbc() {
    return database.jdbc();
  }

  long count(String table) {
    return jdbc()
        .one("SELECT count(*) FROM holdfast." + table, row -> row.getLong(1))
        .orElseThrow();
  }

  /** All of a content at once, as of a media type. */
  Upload send(Caller caller, byte[] content, String type) throws RefusedException {
    Announced announced = new Announced(id(content), content.length, type, SCAN, false);
    return append(caller, uploads().create(caller, announced), content);
  }

  /** All of a content at once. */
  Upload send(Caller caller, byte[] content) throws RefusedException {
    return send(caller, content, "text/plain");
  }

  /** What is not there yet. */
  Upload append(Caller caller, Upload upload, byte[] content) throws RefusedException {
    Upload stands = upload;
    while (stands.offset() < content.length) {
      int room = ContentUploads.PIECE_BYTES - (int) (stands.offset() % ContentUploads.PIECE_BYTES);
      stands = appendSome(caller, stands, content, room);
    }
    return stands;
  }

  /** So many more bytes at most. */
  Upload appendSome(Caller caller, Upload stands, byte[] content, int most)
      throws RefusedException {
    int from = (int) stands.offset();
    byte[] part = Arrays.copyOfRange(content, from, Math.min(content.length, from + most));
    return uploads().append(caller, stands.id(), from, part, part.length);
  }

  byte[] read(Caller caller, String id) throws RefusedException, IOException {
    ContentDownloads downloads = beans.get(DownloadsBean.class);
    ContentDownloads.Stored found = downloads.find(caller, id);
    try (InputStream all = downloads.open(found, 0, found.bytes())) {
      return all.readAllBytes();
    }
  }

  static Announced announced(byte[] content, ContentUploads.Place place, boolean resume) {
    return new Announced(id(content), content.length, "text/plain", place, resume);
  }

  /** An action of a case that names a content. */
  static Bringing bringing(UUID caseId, byte[] content, Set<String> base) {
    Attachment named = new Attachment(id(content), "x.txt", "text/plain", content.length);
    return new Bringing(caseId, List.of(named), base);
  }

  static String id(byte[] content) {
    return HexFormat.of().formatHex(Sha256.digest().digest(content));
  }

  static byte[] text(int bytes, String begin) {
    byte[] text = new byte[bytes];
    Arrays.fill(text, (byte) 'x');
    byte[] first = begin.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(first, 0, text, 0, Math.min(bytes, first.length));
    return text;
  }

  private final class Overridden implements Settings {
    @Override
    public <T> T get(Setting<T> setting) {
      String value = settings.get(setting.name());
      return value == null ? FleetData.DEFAULTS.get(setting) : setting.parse(value);
    }
  }

  /** The audit trail, and what this node wrote to it. */
  static final class AuditedLines extends AuditBean {
    final List<String> lines = new ArrayList<>();

    AuditedLines(Jdbc jdbc, Clock clock) {
      super(jdbc, clock);
    }

    @Override
    public void record(
        String user,
        AuditAction action,
        String subject,
        @Nullable String reason,
        Map<String, Change> changes) {
      super.record(user, action, subject, reason, changes);
      lines.add(user + ' ' + action.code() + ' ' + subject + ' ' + reason + ' ' + changes.keySet());
    }
  }

  /** As the container would begin it. */
  private static final class OwnTransaction extends OrphanStep {
    private TestBeans wired;

    @SuppressWarnings("NullAway.Init")
    OwnTransaction() {}

    void wire(TestBeans beans) {
      wired = beans;
      beans.inject(this);
    }

    @Override
    public int remove(List<String> ids) {
      return wired.inTransaction(() -> super.remove(ids));
    }
  }

  private static final class BackTransaction extends MoveBackStep {
    private TestBeans wired;

    @SuppressWarnings("NullAway.Init")
    BackTransaction() {}

    void wire(TestBeans beans) {
      wired = beans;
      beans.inject(this);
    }

    @Override
    public boolean back(String content, UUID object) {
      return wired.inTransaction(() -> super.back(content, object));
    }
  }

  /** What a node is started with, which tests change. */
  private static final class ChangingStores extends Stores {
    @SuppressWarnings("NullAway") // seals nothing
    private Stores now = new Stores(Place.POSTGRESQL, null, null);

    @Override
    Place target() {
      return now.target();
    }

    @Override
    Optional<SealedObjects> objects() {
      return now.objects();
    }
  }

  private static ScanThreads threads() {
    return new BoundedThreads(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work);
              thread.setDaemon(true);
              return thread;
            }),
        SCANS);
  }
}
