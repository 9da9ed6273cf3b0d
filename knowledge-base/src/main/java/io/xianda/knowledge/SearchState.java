package io.xianda.knowledge;

import java.time.Instant;
import java.util.Optional;

/**
 * How searching is going, for those who run the service.
 *
 * @param by who answers searches
 * @param since when it has been so
 * @param why it is not Elasticsearch; empty when it is
 * @param newest generation that is known to be published
 * @param local generation of this node's own index
 * @param elasticsearch generation that Elasticsearch has reached; empty when it cannot be asked
 * @param fallbacks searches that this node's own index has answered in the place of Elasticsearch,
 *     since the service started
 */
public record SearchState(
    SearchedBy by,
    Instant since,
    String why,
    Generation newest,
    Generation local,
    Optional<Generation> elasticsearch,
    long fallbacks) {

  /** By how many generations this node's own index is behind. */
  public long localLag() {
    return lag(local);
  }

  /** By how many generations Elasticsearch is behind; empty when it cannot be asked. */
  public Optional<Long> elasticsearchLag() {
    return elasticsearch.map(this::lag);
  }

  private long lag(Generation reached) {
    return Math.max(0, newest.number() - reached.number());
  }
}
