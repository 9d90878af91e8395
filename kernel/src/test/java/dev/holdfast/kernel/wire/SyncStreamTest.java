package dev.holdfast.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.Fixtures;
import dev.holdfast.kernel.digest.RowHash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncStreamTest {

  @Property(tries = 200)
  void whatIsWrittenIsReadHoweverTheBytesArrive(
      @ForAll @Size(max = 40) List<String> rows, @ForAll @IntRange(min = 1, max = 70) int chunk)
      throws IOException {
    List<SyncLine> lines = lines(rows);

    assertThat(readAll(new Chunked(write(lines), chunk))).isEqualTo(lines);
  }

  @Property(tries = 200)
  void aCutStreamYieldsItsWholeLinesAndIsKnownToBeCut(
      @ForAll @Size(max = 10) List<String> rows, @ForAll @IntRange(max = 10_000) int cut)
      throws IOException {
    List<SyncLine> lines = lines(rows);
    byte[] all = write(lines);
    byte[] part = Arrays.copyOf(all, cut % all.length);
    List<SyncLine> received = new ArrayList<>();

    assertThatThrownBy(() -> readAll(new ByteArrayInputStream(part), received))
        .isInstanceOf(CutStreamException.class);

    assertThat(received).isEqualTo(lines.subList(0, received.size()));
    long lineFeeds =
        new String(part, StandardCharsets.ISO_8859_1).chars().filter(c -> c == 10).count();
    assertThat(received).hasSize((int) lineFeeds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X\t1\n",
        "P\t[1]\n",
        "H\t{}x\n",
        "H\n",
        "HX\t\n",
        "B\t\"b\"\tsome\n",
        "B\tnull\tfull\n",
        "P\t[1]\t[1]\n",
        "T\t\"1\"\n",
        "F\t1\t2\n",
        "E\t\"c\"\n",
        "\n"
      })
  void refusesALineThatTheProtocolDoesNotHave(String line) {
    assertThatThrownBy(() -> readAll(stream(line))).isInstanceOf(MalformedStreamException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "F\tone\t2\n",
        "F\t1\t9223372036854775808\n",
        "B\t\"b\"\n",
        "T\t\n",
        "E\tnull\n",
        "K\t\"c\"\n",
        "R\t0\t0\n"
      })
  void refusesABadLineWithinAStream(String line) throws IOException {
    String begin = "H\t" + Fixtures.json("SyncHeader") + "\nB\t\"b\"\tfull\n";

    assertThatThrownBy(() -> readAll(stream(begin + line)))
        .isInstanceOf(MalformedStreamException.class)
        .hasMessageContaining("line 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"R\t8\t3\n", "R\t-1\t3\n", "R\t0\t13\n", "R\t0\n"})
  void refusesARangeThatIsNone(String line) throws IOException {
    String begin = "H\t" + Fixtures.json("SyncHeader") + "\nB\t\"b\"\tpatch\n";

    assertThatThrownBy(() -> readAll(stream(begin + line)))
        .isInstanceOf(MalformedStreamException.class)
        .hasMessageContaining("line 3");
  }

  @Test
  void refusesAFileForABucketThatDoesNotComeWhole() throws IOException {
    String begin = "H\t" + Fixtures.json("SyncHeader") + "\nB\t\"b\"\tdelta\n";

    assertThatThrownBy(() -> readAll(stream(begin + "K\t\"c\"\t\"k\"\n")))
        .isInstanceOf(MalformedStreamException.class)
        .hasMessageContaining("line 3");
  }

  @Test
  void refusesWhatFollowsTheLastLine() throws IOException {
    byte[] all = write(lines(List.of("a")));
    byte[] more = Arrays.copyOf(all, all.length + 2);
    more[all.length + 1] = '\n';

    assertThatThrownBy(() -> readAll(new ByteArrayInputStream(more)))
        .isInstanceOf(MalformedStreamException.class);
  }

  @Test
  void refusesALineThatWouldNotFitIntoMemory() {
    LineReader lines = new LineReader(stream("123456789\n1234567890\n"), 9);

    assertThat(catching(lines)).isTrue();
    assertThatThrownBy(lines::advance).isInstanceOf(MalformedStreamException.class);
  }

  private static boolean catching(LineReader lines) {
    try {
      return lines.advance();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<SyncLine> lines(List<String> rows) throws IOException {
    List<SyncLine> lines = new ArrayList<>();
    JsonNode header = Fixtures.json("SyncHeader");
    lines.add(new SyncLine.Header(WireJson.mapper().treeToValue(header, SyncHeader.class)));
    lines.add(new SyncLine.Bucket("airfield-inspection/airport[state=\"Åland\"]", true));
    lines.add(new SyncLine.Transaction("791"));
    for (String row : rows) {
      String key = WireJson.mapper().writeValueAsString(List.of(utf8(row)));
      String columns = WireJson.mapper().writeValueAsString(List.of(utf8(row), 1.5, true));
      lines.add(new SyncLine.Put(key, columns, RowHash.of(key, columns)));
      lines.add(new SyncLine.Delete(key));
    }
    lines.add(new SyncLine.Finished(rows.size(), Long.MIN_VALUE));
    lines.add(new SyncLine.Bucket("airfield-inspection/note[]", true));
    lines.add(new SyncLine.InFile("c.0", "AAECAw=="));
    lines.add(new SyncLine.Bucket("airfield-inspection/kind[]", SyncLine.Coming.PATCH));
    lines.add(new SyncLine.Range(5, 3));
    lines.add(new SyncLine.Finished(0, 0));
    lines.add(new SyncLine.End("c.1"));
    return lines;
  }

  /** Half surrogate pairs have no UTF-8. */
  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static byte[] write(List<SyncLine> lines) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SyncStreamWriter writer = new SyncStreamWriter(out);
    for (SyncLine line : lines) {
      if (line instanceof SyncLine.Header header) {
        writer.header(header.header());
      } else if (line instanceof SyncLine.Bucket bucket) {
        writer.bucket(bucket.bucket(), bucket.coming());
      } else if (line instanceof SyncLine.Range range) {
        writer.range(range.index(), range.bits());
      } else if (line instanceof SyncLine.Transaction transaction) {
        writer.transaction(transaction.transaction());
      } else if (line instanceof SyncLine.Put put) {
        writer.put(put.key(), put.row());
      } else if (line instanceof SyncLine.Delete delete) {
        writer.delete(delete.key());
      } else if (line instanceof SyncLine.Finished finished) {
        writer.finished(finished.rows(), finished.sum());
      } else if (line instanceof SyncLine.InFile inFile) {
        writer.inFile(inFile.checkpoint(), inFile.key());
      } else if (line instanceof SyncLine.End end) {
        writer.end(end.checkpoint());
      }
    }
    return out.toByteArray();
  }

  private static List<SyncLine> readAll(InputStream in) throws IOException {
    List<SyncLine> lines = new ArrayList<>();
    readAll(in, lines);
    return lines;
  }

  private static void readAll(InputStream in, List<SyncLine> into) throws IOException {
    SyncStreamReader reader = new SyncStreamReader(in);
    for (Optional<SyncLine> line = reader.next(); line.isPresent(); line = reader.next()) {
      into.add(line.get());
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Gives at most so many bytes at once. */
  private static final class Chunked extends ByteArrayInputStream {
    private final int most;

    Chunked(byte[] bytes, int most) {
      super(bytes);
      this.most = most;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(length, most));
    }
  }
}
