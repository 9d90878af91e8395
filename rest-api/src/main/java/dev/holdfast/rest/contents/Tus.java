package dev.holdfast.rest.contents;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks methods that speak tus, and the filter around them; holds its words. */
@NameBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@interface Tus {
  /** The only version that is spoken. */
  String VERSION = "1.0.0";

  /** What is spoken beside the core protocol. */
  String EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination";

  /** Media type of a part of an upload. */
  String PART = "application/offset+octet-stream";

  String RESUMABLE = "Tus-Resumable";
  String VERSIONS = "Tus-Version";
  String OFFSET = "Upload-Offset";
  String LENGTH = "Upload-Length";
  String EXPIRES = "Upload-Expires";
  String METADATA = "Upload-Metadata";
  String CHECKSUM = "Upload-Checksum";
}
