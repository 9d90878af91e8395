package dev.holdfast.rest;

import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Leave;
import dev.holdfast.kernel.wire.LeaveReport;
import dev.holdfast.kernel.wire.Problem;
import dev.holdfast.kernel.wire.RefreshRequest;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.kernel.wire.SyncRequest;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Completes the API's description by what signatures don't show: which parts of the messages of
 * devices have to be there, what is in a batch, that ranges are arrays, and that any request may be
 * answered by a problem.
 */
public class ApiDescription implements OASFilter {
  private static final List<Class<? extends Record>> MESSAGES =
      List.of(
          SignInRequest.class,
          SignInRequest.DeviceInfo.class,
          RefreshRequest.class,
          Session.class,
          SyncRequest.class,
          SyncRequest.Staging.class,
          SyncRequest.StagedBucket.class,
          SyncRequest.Late.class,
          SyncRequest.Compared.class,
          SyncRequest.Offer.class,
          SyncRequest.Take.class,
          SyncHeader.class,
          SyncHeader.PackageRef.class,
          SyncReport.class,
          ActionBatch.class,
          ActionSubmission.class,
          ActionSubmission.Origin.class,
          ActionAnswer.class,
          ActionOutcome.class,
          Leave.class,
          LeaveReport.class);

  @Override
  public void filterOpenAPI(OpenAPI api) {
    Map<String, Schema> schemas = new TreeMap<>(api.getComponents().getSchemas());
    for (Class<? extends Record> message : MESSAGES) {
      complete(found(schemas, message.getSimpleName()), message);
    }
    // What is empty is left out of a problem.
    found(schemas, Problem.class.getSimpleName())
        .setRequired(List.of("type", "title", "status", "detail", "code"));
    Map<String, Schema> batch =
        new TreeMap<>(found(schemas, ActionBatch.class.getSimpleName()).getProperties());
    batch.put("actions", arrayOf(reference(ActionSubmission.class)));
    found(schemas, ActionBatch.class.getSimpleName()).setProperties(batch);
    schemas.put(
        "RangeSum",
        arrayOf(schema(SchemaType.INTEGER).format("int64"))
            .description("Rows and sum of their hashes; -1 and 0 for one that is damaged")
            .minItems(2)
            .maxItems(2));
    api.getComponents().setSchemas(schemas);
    api.getComponents().addResponse("Problem", problem());
    api.getPaths()
        .getPathItems()
        .values()
        .forEach(
            path ->
                path.getOperations()
                    .values()
                    .forEach(
                        operation ->
                            operation.getResponses().addAPIResponse("default", anyProblem())));
  }

  private static Schema found(Map<String, Schema> schemas, String name) {
    return Objects.requireNonNull(
        schemas.get(name), () -> name + " is not among " + schemas.keySet());
  }

  /** Says of each part whether it has to be there, or may be null or left out. */
  private static void complete(Schema schema, Class<? extends Record> message) {
    Map<String, Schema> parts = new LinkedHashMap<>(schema.getProperties());
    List<String> required = new ArrayList<>();
    for (RecordComponent part : message.getRecordComponents()) {
      if (part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        parts.computeIfPresent(part.getName(), (name, type) -> nullable(type));
      } else {
        required.add(part.getName());
      }
    }
    schema.setProperties(parts);
    schema.setRequired(required);
  }

  private static Schema nullable(Schema type) {
    return type.getRef() == null
        ? type.addType(SchemaType.NULL)
        : OASFactory.createSchema().addAnyOf(type).addAnyOf(schema(SchemaType.NULL));
  }

  private static APIResponse problem() {
    return OASFactory.createAPIResponse()
        .description("Why it was not done")
        .content(
            OASFactory.createContent()
                .addMediaType(
                    Problem.MEDIA_TYPE,
                    OASFactory.createMediaType().schema(reference(Problem.class))));
  }

  private static APIResponse anyProblem() {
    return OASFactory.createAPIResponse().ref("#/components/responses/Problem");
  }

  private static Schema reference(Class<? extends Record> message) {
    return OASFactory.createSchema().ref("#/components/schemas/" + message.getSimpleName());
  }

  private static Schema arrayOf(Schema items) {
    return schema(SchemaType.ARRAY).items(items);
  }

  private static Schema schema(SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }
}
