package io.xianda.dialogue;

import io.xianda.knowledge.ElasticsearchUrl;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where knowledge is searched.
 *
 * @param url of an Elasticsearch that all nodes share, see {@link ElasticsearchUrl#of}; empty for
 *     this node's own index alone. It may hold a password and is never shown.
 * @param prefix begins the names of the indexes there: up to 40 lower-case letters, digits and
 *     dashes
 */
@ConfigurationProperties("xianda.search")
public record SearchSettings(@DefaultValue("") String url, @DefaultValue("xianda") String prefix) {

  public SearchSettings {
    if (!url.isBlank()) {
      ElasticsearchUrl.of(url);
    }
    if (!prefix.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException(
          "xianda.search.prefix has up to 40 lower-case letters, digits and dashes");
    }
  }

  /** Where the shared Elasticsearch is, if there is one. */
  Optional<ElasticsearchUrl> elasticsearch() {
    return url.isBlank() ? Optional.empty() : Optional.of(ElasticsearchUrl.of(url));
  }

  @Override
  public String toString() {
    return "SearchSettings[url=%s, prefix=%s]"
        .formatted(elasticsearch().map(ElasticsearchUrl::toString).orElse("none"), prefix);
  }
}
