package dev.holdfast.rest;

import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Problem;
import dev.holdfast.kernel.wire.SyncHeader;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** Version 1 of the API; resources and providers are found by their annotations. */
@ApplicationPath("/v1")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Holdfast",
            version = "1",
            description =
                "Offline casework: what devices and administrators say to the server. "
                    + "Errors are application/problem+json with a stable code; see /problems. "
                    + "How devices use it, and what is in the streams, is in docs/specs/protocol.md.",
            license =
                @License(
                    name = "Apache-2.0",
                    url = "https://www.apache.org/licenses/LICENSE-2.0.txt")),
    components =
        @Components(
            schemas = {
              @Schema(name = "SyncHeader", implementation = SyncHeader.class),
              @Schema(name = "ActionSubmission", implementation = ActionSubmission.class),
              @Schema(name = "Problem", implementation = Problem.class)
            }),
    security = @SecurityRequirement(name = "token"))
@SecurityScheme(
    securitySchemeName = "token",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "An access token of POST /sessions.")
public class RestApplication extends Application {}
