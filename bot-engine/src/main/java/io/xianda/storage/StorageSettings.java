package io.xianda.storage;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where things are kept.
 *
 * @param keys directory of the secrets
 * @param index directory of the search index
 * @param photos directory of shoppers' pictures
 * @param masterKey seals the file of the keys for content: 32 bytes in Base64, from the environment
 *     or a secret store and never from a file beside the keys; empty for none
 */
@ConfigurationProperties("xianda.storage")
public record StorageSettings(
    Path keys, Path index, Path photos, @DefaultValue("") String masterKey) {

  /** Shows no secret. */
  @Override
  public String toString() {
    return "StorageSettings[keys=%s, index=%s, photos=%s]".formatted(keys, index, photos);
  }
}
