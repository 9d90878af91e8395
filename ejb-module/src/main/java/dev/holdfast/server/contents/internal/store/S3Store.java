package dev.holdfast.server.contents.internal.store;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket of a store that speaks the protocol of S3. Only what all of them know is used: no
 * checksums in trailers, no listing. What the machine's own files and variables say of S3 is not
 * looked at, but for proxies.
 */
public final class S3Store implements ObjectStore {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** For one try of one request, of 8 MiB at most. */
  private static final Duration ATTEMPT = Duration.ofMinutes(2);

  private static final int BEYOND_ITS_END = 416;

  private final Address address;
  private final S3Client client;

  /**
   * Where the bucket is.
   *
   * @param endpoint address of the store, null for that of AWS
   * @param region region, which requests are signed for
   * @param bucket its name
   * @param prefix what names of objects begin with
   * @param inHost whether the bucket is part of the host's name, not of the path
   */
  public record Address(
      @Nullable URI endpoint, String region, String bucket, String prefix, boolean inHost) {}

  /** Makes no connection yet. */
  public S3Store(Address address, String accessKey, String secretKey) {
    this.address = address;
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(address.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
            .forcePathStyle(!address.inHost())
            .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(
                of ->
                    of.apiCallAttemptTimeout(ATTEMPT)
                        .defaultProfileFile(ProfileFile.aggregator().build()))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(SILENCE));
    if (address.endpoint() != null) {
      builder.endpointOverride(address.endpoint());
    }
    this.client = builder.build();
  }

  @Override
  public String name() {
    URI endpoint = address.endpoint();
    return address.bucket() + " at " + (endpoint == null ? "AWS " + address.region() : endpoint);
  }

  @Override
  public void check() throws StoreAwayException {
    asked(() -> client.headBucket(of -> of.bucket(address.bucket())));
  }

  @Override
  public void put(UUID object, byte[] bytes) throws StoreAwayException {
    asked(() -> client.putObject(of -> of.bucket(address.bucket()).key(key(object)), body(bytes)));
  }

  @Override
  public String begin(UUID object) throws StoreAwayException {
    return asked(
            () -> client.createMultipartUpload(of -> of.bucket(address.bucket()).key(key(object))))
        .uploadId();
  }

  @Override
  public String part(UUID object, String upload, int number, byte[] bytes)
      throws StoreAwayException {
    return asked(
            () ->
                client.uploadPart(
                    of ->
                        of.bucket(address.bucket())
                            .key(key(object))
                            .uploadId(upload)
                            .partNumber(number),
                    body(bytes)))
        .eTag();
  }

  @Override
  public void complete(UUID object, String upload, List<String> marks) throws StoreAwayException {
    List<CompletedPart> parts =
        IntStream.range(0, marks.size())
            .mapToObj(i -> CompletedPart.builder().partNumber(i + 1).eTag(marks.get(i)).build())
            .toList();
    asked(
        () ->
            client.completeMultipartUpload(
                of ->
                    of.bucket(address.bucket())
                        .key(key(object))
                        .uploadId(upload)
                        .multipartUpload(all -> all.parts(parts))));
  }

  @Override
  public byte[] read(UUID object, long from, int length)
      throws StoreAwayException, DamagedException {
    byte[] bytes;
    try {
      bytes =
          asked(
                  () ->
                      client.getObjectAsBytes(
                          of ->
                              of.bucket(address.bucket())
                                  .key(key(object))
                                  .range("bytes=%d-%d".formatted(from, from + length - 1))))
              .asByteArrayUnsafe();
    } catch (StoreAwayException e) {
      if (e.getCause() instanceof NoSuchKeyException) {
        throw new DamagedException("object " + object + " is not in " + name(), e);
      }
      if (e.getCause() instanceof S3Exception of && of.statusCode() == BEYOND_ITS_END) {
        throw new DamagedException("object " + object + " is shorter than it was", e);
      }
      throw e;
    }
    if (bytes.length != length) {
      throw new DamagedException("object " + object + " is shorter than it was", null);
    }
    return bytes;
  }

  @Override
  public void remove(UUID object, @Nullable String upload) throws StoreAwayException {
    if (upload != null) {
      try {
        asked(
            () ->
                client.abortMultipartUpload(
                    of -> of.bucket(address.bucket()).key(key(object)).uploadId(upload)));
      } catch (StoreAwayException e) {
        // It was completed, or given up before.
        if (!(e.getCause() instanceof NoSuchUploadException)) {
          throw e;
        }
      }
    }
    asked(() -> client.deleteObject(of -> of.bucket(address.bucket()).key(key(object))));
  }

  @Override
  public void close() {
    client.close();
  }

  /** The SDK sends it again if it has to. */
  private static RequestBody body(byte[] bytes) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes), bytes.length, "application/octet-stream");
  }

  private String key(UUID object) {
    return address.prefix() + object;
  }

  private <T> T asked(Supplier<T> request) throws StoreAwayException {
    try {
      return request.get();
    } catch (SdkException e) {
      throw new StoreAwayException(name() + ": " + e.getMessage(), e);
    }
  }
}
