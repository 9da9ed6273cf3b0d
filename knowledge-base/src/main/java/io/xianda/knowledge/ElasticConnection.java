package io.xianda.knowledge;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.hc.core5.util.Timeout;
import org.springframework.data.elasticsearch.client.ClientConfiguration;
import org.springframework.data.elasticsearch.client.elc.ElasticsearchTemplate;
import org.springframework.data.elasticsearch.client.elc.rest5_client.Rest5Clients;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks to one Elasticsearch: {@link #searches} for what a shopper waits for, {@link #writes} for
 * the rest. Nothing is sent before the first call. Thread-safe.
 */
final class ElasticConnection implements AutoCloseable {

  private final ElasticsearchClient searchClient;
  private final ElasticsearchClient writeClient;
  private final ElasticsearchTemplate searches;
  private final ElasticsearchTemplate writes;
  private final Patience patience;

  /**
   * How long is waited for what.
   *
   * @param connect for a connection
   * @param search for the answer to a search
   * @param write for the answer to anything else
   */
  record Patience(Duration connect, Duration search, Duration write) {

    static final Patience USUAL =
        new Patience(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(30));
  }

  ElasticConnection(ElasticsearchUrl url, Patience patience) {
    this.patience = patience;
    this.searchClient = client(url, patience.connect(), patience.search());
    this.writeClient = client(url, patience.connect(), patience.write());
    this.searches = new ElasticsearchTemplate(searchClient);
    this.writes = new ElasticsearchTemplate(writeClient);
  }

  ElasticsearchTemplate searches() {
    return searches;
  }

  ElasticsearchTemplate writes() {
    return writes;
  }

  /** How long a search may take at Elasticsearch's own end, in its notation. */
  String searchTimeout() {
    return patience.search().toMillis() + "ms";
  }

  private static ElasticsearchClient client(
      ElasticsearchUrl url, Duration connect, Duration answer) {
    ClientConfiguration.MaybeSecureClientConfigurationBuilder to =
        ClientConfiguration.builder().connectedTo(url.host() + ":" + url.port());
    ClientConfiguration.TerminalClientConfigurationBuilder configuration =
        url.tls() ? to.usingSsl() : to;
    configuration.withConnectTimeout(connect).withSocketTimeout(answer);
    if (!url.path().isEmpty()) {
      configuration.withPathPrefix(url.path());
    }
    url.credentials()
        .ifPresent(known -> configuration.withBasicAuth(known.user(), known.password()));
    configuration.withClientConfigurer(
        Rest5Clients.ElasticsearchRequestConfigCallback.from(
            request -> request.setResponseTimeout(Timeout.of(answer))));
    return new ElasticsearchClient(
        new Rest5ClientTransport(
            Rest5Clients.getRest5Client(configuration.build()),
            new Jackson3JsonpMapper(JsonMapper.shared())));
  }

  @Override
  public void close() {
    try (searchClient;
        writeClient) {
      // Both are closed, also when the first fails.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
