package io.xianda.storage;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where things are kept.
 *
 * @param keys directory of the secrets
 * @param index directory of the search index
 * @param photos directory of shoppers' pictures
 */
@ConfigurationProperties("xianda.storage")
public record StorageSettings(Path keys, Path index, Path photos) {}
