package dev.holdfast.server.contents.internal;

import dev.holdfast.hooks.ContentScanner;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.digest.Sha256;
import dev.holdfast.server.contents.api.CaseSight;
import dev.holdfast.server.contents.api.ContentDownloads;
import dev.holdfast.server.contents.api.ContentGate.Bringing;
import dev.holdfast.server.contents.api.ContentUploads;
import dev.holdfast.server.contents.api.ContentUploads.Announced;
import dev.holdfast.server.contents.api.ContentUploads.Place;
import dev.holdfast.server.contents.api.ContentUploads.Upload;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.history.api.AuditEntry;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.HandClock;
import dev.holdfast.server.testing.StubPackages;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A node of a server that keeps contents, on a database that other nodes may share. */
final class ContentsHarness {
  static final Place PHOTO = new Place("inspection-test", null, "album", "photo");
  static final Place SCAN = new Place("inspection-test", null, "album", "pages.scan");
  static final FieldWork ALICE = new FieldWork("alice");
  static final FieldWork BOB = new FieldWork("bob");

  final TestDatabase database;
  final HandClock clock = new HandClock();
  final Set<UUID> visible = new HashSet<>();
  final TestBeans beans;
  final AuditedLines audit = new AuditedLines();
  private final Map<String, String> settings = new HashMap<>();

  ContentsHarness(ContentScanner... scanners) {
    this(TestDatabase.create(), scanners);
  }

  ContentsHarness(TestDatabase database, ContentScanner... scanners) {
    this.database = database;
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
    beans.put(CaseSight.class, (user, cases) -> sees(cases));
    beans.put(
        Scanning.class,
        new Scanning(
            List.of(scanners), new Threads(), database.jdbc(), Duration.ofSeconds(5), clock));
    beans.put(OrphanStep.class, new OwnTransaction());
    beans.rewire();
    OwnTransaction step = (OwnTransaction) beans.get(OrphanStep.class);
    step.wire(beans);
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
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    downloads.write(found, 0, found.bytes(), out);
    return out.toByteArray();
  }

  static Announced announced(byte[] content, Place place, boolean resume) {
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

  /** What was written to the audit trail. */
  static final class AuditedLines implements Audit {
    final List<String> lines = new ArrayList<>();

    @Override
    public void record(
        String user,
        AuditAction action,
        String subject,
        @Nullable String reason,
        Map<String, Change> changes) {
      lines.add(user + ' ' + action.code() + ' ' + subject + ' ' + reason + ' ' + changes.keySet());
    }

    @Override
    public Page<AuditEntry> list(Caller caller, AuditFilter filter, PageRequest page) {
      throw new UnsupportedOperationException();
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

  private static final class Threads implements ScanThreads {
    private final ExecutorService threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work);
              thread.setDaemon(true);
              return thread;
            });

    @Override
    public <T> T within(Duration limit, Callable<T> work)
        throws TimeoutException, ExecutionException, InterruptedException {
      Future<T> running = threads.submit(work);
      try {
        return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        running.cancel(true);
      }
    }
  }
}
