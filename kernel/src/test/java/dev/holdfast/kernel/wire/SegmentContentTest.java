package dev.holdfast.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.Fixtures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentContentTest {

  @Test
  void theGoldenSegmentHasItsIdAndItsLine() throws IOException {
    JsonNode golden = Fixtures.json("Segment");
    byte[] content = golden.path("content").asText().getBytes(StandardCharsets.UTF_8);
    String id =
        SegmentContent.id(
            golden.path("definition").asText(), golden.path("bucket").asText(), content);

    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    new SyncStreamWriter(stream).segments("c.a000", List.of(new SegmentRef(id, 2, content.length)));

    assertThat(id).isEqualTo(golden.path("id").asText());
    assertThat(stream.toString(StandardCharsets.UTF_8)).isEqualTo(golden.path("line").asText());
  }

  @Property(tries = 100)
  void whatIsCompressedComesBack(@ForAll @Size(max = 5_000) byte[] content) throws IOException {
    byte[] compressed = SegmentContent.compress(content);

    assertThat(SegmentContent.decompress(compressed, content.length)).isEqualTo(content);
  }

  @Property(tries = 100)
  void whatIsCutOrOfAnotherSizeIsRefused(@ForAll @Size(min = 2, max = 5_000) byte[] content) {
    byte[] compressed = SegmentContent.compress(content);

    assertThatThrownBy(() -> SegmentContent.decompress(compressed, content.length - 1))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> SegmentContent.decompress(compressed, content.length + 1))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () ->
                SegmentContent.decompress(
                    Arrays.copyOf(compressed, compressed.length - 1), content.length))
        .isInstanceOf(IOException.class);
  }

  @Test
  void segmentsEndTheirBucketForThisStream() throws IOException {
    List<SegmentRef> segments = List.of(new SegmentRef("a1", 2, 30), new SegmentRef("b2", 1, 15));
    SyncStreamReader reader =
        reader("B\t\"b\"\tfull\nS\t\"c1\"\t[[\"a1\",2,30],[\"b2\",1,15]]\nE\t\"c2\"\n");

    assertThat(reader.next()).contains(new SyncLine.Bucket("b", true));
    assertThat(reader.next()).contains(new SyncLine.Segments("c1", segments));
    assertThat(reader.next()).contains(new SyncLine.End("c2"));
    assertThat(reader.next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S\t\"c\"\t[]\n",
        "B\t\"b\"\tdelta\nS\t\"c\"\t[]\n",
        "B\t\"b\"\tfull\nP\t[1]\t[1]\nS\t\"c\"\t[]\n",
        "B\t\"b\"\tfull\nS\t\"c\"\t[]\nP\t[1]\t[1]\n",
        "B\t\"b\"\tfull\nS\t\"c\"\t[]\nF\t0\t0\n",
        "B\t\"b\"\tfull\nS\t\"c\"\n",
        "B\t\"b\"\tfull\nS\tnull\t[]\n",
        "B\t\"b\"\tfull\nS\t\"c\"\t[[\"a\",\"many\",1]]\n",
        "B\t\"b\"\tfull\nS\t\"c\"\t{}\n",
      })
  void segmentsElsewhereOrUnreadableAreRefused(String lines) throws IOException {
    SyncStreamReader reader = reader(lines);

    assertThatThrownBy(() -> readAll(reader)).isInstanceOf(MalformedStreamException.class);
  }

  private static SyncStreamReader reader(String lines) throws IOException {
    String stream = "H\t" + Fixtures.json("SyncHeader") + "\n" + lines;
    SyncStreamReader reader =
        new SyncStreamReader(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)));
    reader.next();
    return reader;
  }

  private static void readAll(SyncStreamReader reader) throws IOException {
    for (Optional<SyncLine> line = reader.next(); line.isPresent(); line = reader.next()) {
      assertThat(line).isPresent();
    }
  }
}
