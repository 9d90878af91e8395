package dev.holdfast.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Version 1 of the API; resources and providers are found by their annotations. */
@ApplicationPath("/v1")
public class RestApplication extends Application {}
