package dev.holdfast.it.hooks.observer;

import dev.holdfast.hooks.ContentScanner;
import dev.holdfast.hooks.ScannedContent;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A scanner that knows one virus, which has to be at the beginning. */
@ApplicationScoped
public class WordScanner implements ContentScanner {
  /** What an infected content begins with. */
  public static final String VIRUS = "this is a virus";

  @Override
  public Optional<String> refuses(ScannedContent content) throws IOException {
    try (InputStream in = content.source().open()) {
      String begin = new String(in.readNBytes(VIRUS.length()), StandardCharsets.US_ASCII);
      in.transferTo(OutputStream.nullOutputStream());
      return begin.equals(VIRUS) ? Optional.of("It is a virus") : Optional.empty();
    }
  }
}
