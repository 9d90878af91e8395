package dev.holdfast.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.wire.SegmentContent;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

@DisplayName("The encoding of segments")
class SegmentEncodingTest {
  private static final byte[] CONTENT =
      "[\"ANC\"]\t[\"ANC\",\"Anchorage\"]\n".getBytes(StandardCharsets.UTF_8);

  /** A platform without {@code sun.misc}. */
  private static final class Elsewhere extends URLClassLoader {
    Elsewhere() {
      super(
          new URL[] {
            home(SegmentEncoding.class),
            home(SegmentContent.class),
            home(ZstdDecompressor.class),
            home(Logger.class)
          },
          getPlatformClassLoader());
    }

    private static URL home(Class<?> type) {
      return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("sun.misc.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  @Test
  @DisplayName("is zstd where that can be read")
  void zstd() {
    assertThat(SegmentEncoding.best(SegmentEncoding::probe)).isEqualTo(SegmentEncoding.ZSTD);
  }

  @Test
  @DisplayName("is gzip on a platform without sun.misc.Unsafe")
  void gzip() throws Exception {
    try (Elsewhere elsewhere = new Elsewhere()) {
      Class<?> there = elsewhere.loadClass(SegmentEncoding.class.getName());
      Class<?> probe = elsewhere.loadClass(SegmentEncoding.Probe.class.getName());
      Object reads =
          Proxy.newProxyInstance(
              elsewhere,
              new Class<?>[] {probe},
              (proxy, method, arguments) -> {
                try {
                  return there.getMethod("probe").invoke(null);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });

      assertThat(there.getMethod("best", probe).invoke(null, reads)).hasToString("GZIP");
    }
  }

  @Test
  @DisplayName("gives the content, however it came")
  void content() throws IOException {
    assertThat(SegmentEncoding.content("ZSTD", SegmentContent.compress(CONTENT), CONTENT.length))
        .isEqualTo(CONTENT);
    assertThat(SegmentEncoding.content("gzip", zipped(), CONTENT.length)).isEqualTo(CONTENT);
    assertThat(SegmentEncoding.content("", CONTENT, CONTENT.length)).isEqualTo(CONTENT);
  }

  @Test
  @DisplayName("refuses what is shorter or longer than said, without reading on")
  void size() throws IOException {
    byte[] zipped = zipped();

    assertThatThrownBy(() -> SegmentEncoding.content("gzip", zipped, CONTENT.length + 1))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> SegmentEncoding.content("gzip", zipped, CONTENT.length - 1))
        .isInstanceOf(IOException.class);
  }

  private static byte[] zipped() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(CONTENT);
    }
    return bytes.toByteArray();
  }
}
