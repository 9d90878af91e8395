package dev.holdfast.rest.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kernel.wire.Problem;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.rest.problem.Problems;
import dev.holdfast.server.platform.api.ErrorCode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Records as JSON, by the kernel's mapper. A provider of our own, because WildFly has two for JSON
 * and chooses by the classes it sees; and because a request is checked here as a whole: limits,
 * syntax, types, what is missing and what can't be stored, each with the place.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class JsonBodies implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(200)
          .maxStringLength(2 * 1024 * 1024)
          .maxNameLength(16 * 1024)
          .maxNumberLength(400)
          .build();
  private static final ObjectMapper READER = reader();

  private static ObjectMapper reader() {
    ObjectMapper mapper = WireJson.mapper().copy();
    mapper.getFactory().setStreamReadConstraints(LIMITS);
    return mapper;
  }

  @Override
  public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType of) {
    return type.isRecord();
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream in)
      throws IOException {
    // Whole first: the body limit bounds it, and what the stream refuses isn't taken for bad JSON.
    byte[] body = in.readAllBytes();
    try {
      Object read = READER.readValue(body, type);
      if (read == null) {
        throw Problems.thrown(ErrorCode.MALFORMED, "The body has to be an object, not null.");
      }
      Contents.check(read);
      return read;
    } catch (JsonProcessingException e) {
      throw Problems.thrown(ErrorCode.MALFORMED, JsonPlace.describe(e));
    }
  }

  @Override
  public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType to) {
    return type.isRecord();
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(WireJson.mapper().writeValueAsBytes(value));
  }
}
