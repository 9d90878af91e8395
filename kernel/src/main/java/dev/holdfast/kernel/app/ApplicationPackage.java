package dev.holdfast.kernel.app;

import java.util.List;
import java.util.Map;

/**
 * One version of an application: the logic that server and devices share. Immutable; every map
 * keeps the order of the document.
 *
 * @param application name of the application, {@code [a-z][a-z0-9-]*}
 * @param version semantic version, {@code major.minor.patch}
 * @param userAttributes what a user may carry beside a name and roles, by name
 * @param roles the application's roles
 * @param tables offline tables by name
 * @param cases case types by name
 * @param source the document as it was deployed, byte for byte
 * @param digest lower-case hexadecimal SHA-256 of {@code source} in UTF-8
 */
public record ApplicationPackage(
    String application,
    String version,
    Map<String, UserAttribute> userAttributes,
    List<String> roles,
    Map<String, OfflineTable> tables,
    Map<String, CaseType> cases,
    String source,
    String digest) {}
