package io.xianda.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may enter an address reaches nothing by it that only this machine may. */
class PublicAddressesTest {

  private static final WebhookSettings SETTINGS =
      new WebhookSettings(false, Duration.ofSeconds(2), List.of(), 1, Duration.ofDays(1));

  /** Answers with these whatever is asked. */
  private record Names(List<String> addresses) implements DnsResolver {

    Names(String... addresses) {
      this(List.of(addresses));
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] resolved = new InetAddress[addresses.size()];
      for (int i = 0; i < resolved.length; i++) {
        resolved[i] = InetAddress.getByName(addresses.get(i));
      }
      return resolved;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1"
      })
  void whatIsNotPublicIsNeverConnectedTo(String address) {
    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(() -> new PublicAddresses(false, new Names(address)).resolve("shop.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "172.15.0.1",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "2400:3200::1"
      })
  void whatIsPublicIs(String address) throws UnknownHostException {
    assertThat(new PublicAddresses(false, new Names(address)).resolve("shop.example")).hasSize(1);
  }

  @Test
  void oneAddressThatIsNotPublicIsEnough() {
    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(() ->
            new PublicAddresses(false, new Names("8.8.8.8", "10.0.0.1")).resolve("shop.example"));
  }

  /** Also as a number, in hexadecimal digits, or by a name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "[::1]",
        "2130706433",
        "0x7f000001",
        "[::ffff:127.0.0.1]"
      })
  void howeverTheAddressIsWrittenTheReceiverHearsNothing(String host) {
    try (var receiver = new Receiver();
        var post = new PostEvent(SETTINGS)) {
      URI url = URI.create(receiver.url("/").replace("127.0.0.1", host));
      assertThat(post.post(url, new byte[] {'x'}, Map.of()))
          .isIn(
              new PostEvent.Outcome.Failed("address-not-allowed"),
              // Java takes no hexadecimal digits for an address.
              new PostEvent.Outcome.Failed("no-such-host"));
      assertThat(receiver.told()).isEmpty();
    }
  }

  /** What was looked at is what is connected to: the name is asked for once. */
  @Test
  void aNameThatMeansThisMachineIsNotFollowed() {
    try (var receiver = new Receiver();
        var post = new PostEvent(SETTINGS, new PublicAddresses(false, new Names("127.0.0.1")))) {
      URI url = URI.create(receiver.url("/").replace("127.0.0.1", "shop.example"));
      assertThat(post.post(url, new byte[] {'x'}, Map.of()))
          .isEqualTo(new PostEvent.Outcome.Failed("address-not-allowed"));
      assertThat(receiver.told()).isEmpty();
    }
  }
}
