package io.xianda.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * One attempt to tell an endpoint. It follows no redirect, reads at most 16 KiB of the answer and
 * keeps none of it, and ends in time whatever the other side does. Apache's client, because the
 * JDK's does not let anybody look at the address that it connects to. Thread-safe.
 */
@Component
class PostEvent implements AutoCloseable {

  private static final int LARGEST_ANSWER = 16 * 1024;
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  private final Duration timeout;
  private final CloseableHttpClient http;
  private final ScheduledExecutorService ends =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("webhook-timeouts").daemon().factory());

  @org.springframework.beans.factory.annotation.Autowired
  PostEvent(WebhookSettings settings) {
    this(settings, new PublicAddresses(settings.privateAddresses()));
  }

  PostEvent(WebhookSettings settings, PublicAddresses addresses) {
    this.timeout = settings.timeout();
    Timeout most = Timeout.of(timeout);
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(addresses)
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                            .http1Config(
                                Http1Config.custom()
                                    .setMaxHeaderCount(100)
                                    .setMaxLineLength(LARGEST_ANSWER)
                                    .build())
                            .build())
                    .setMaxConnTotal(32 * Webhooks.MOST)
                    .setMaxConnPerRoute(32)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(most)
                            .setSocketTimeout(most)
                            .setTimeToLive(Timeout.ofMinutes(1))
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(most)
                    .setResponseTimeout(most)
                    .build())
            .setUserAgent("Xianda-Webhooks/1")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  /** What came of an attempt. */
  sealed interface Outcome {

    /**
     * There was an answer.
     *
     * @param retryAfter how long not to ask again, at most an hour, or {@code null}
     */
    record Answered(int status, @Nullable Duration retryAfter) implements Outcome {

      boolean isTaken() {
        return status >= 200 && status < 300;
      }
    }

    /**
     * There was none.
     *
     * @param problem a stable word
     */
    record Failed(String problem) implements Outcome {}
  }

  Outcome post(URI url, byte[] body, Map<String, String> headers) {
    HttpPost request = new HttpPost(url);
    headers.forEach(request::setHeader);
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    // The client's own times begin anew with each byte; this one does not.
    var late = new AtomicBoolean();
    ScheduledFuture<?> end =
        ends.schedule(
            () -> {
              late.set(true);
              request.cancel();
            },
            timeout.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      ClassicHttpResponse response = http.executeOpen(null, request, null);
      boolean whole = false;
      try {
        int status = response.getCode();
        Duration retryAfter = retryAfter(response.getFirstHeader("Retry-After"));
        whole = isRead(response.getEntity());
        return new Outcome.Answered(status, retryAfter);
      } finally {
        if (!whole) {
          // Closing it would read it to its end, which may never come.
          request.cancel();
        }
        Closer.closeQuietly(response);
      }
    } catch (PublicAddresses.NotPublicException e) {
      return new Outcome.Failed("address-not-allowed");
    } catch (UnknownHostException e) {
      return new Outcome.Failed("no-such-host");
    } catch (SocketTimeoutException e) {
      return new Outcome.Failed("timeout");
    } catch (SSLException e) {
      return new Outcome.Failed(late.get() ? "timeout" : "tls");
    } catch (ConnectException | NoRouteToHostException e) {
      return new Outcome.Failed("no-connection");
    } catch (IOException | IllegalStateException e) {
      return new Outcome.Failed(late.get() ? "timeout" : "broken");
    } finally {
      end.cancel(false);
    }
  }

  /** Whether there is no more of it; then the connection serves the next. */
  private static boolean isRead(@Nullable HttpEntity entity) throws IOException {
    return entity == null || entity.getContent().readNBytes(LARGEST_ANSWER).length < LARGEST_ANSWER;
  }

  private static @Nullable Duration retryAfter(@Nullable Header header) {
    String value = header == null ? null : header.getValue();
    // The other form, a date, depends on their clock.
    if (value == null || !value.matches("[0-9]{1,9}")) {
      return null;
    }
    Duration wanted = Duration.ofSeconds(Integer.parseInt(value));
    return wanted.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wanted;
  }

  @Override
  public void close() {
    ends.shutdownNow();
    http.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
  }
}
