package io.xianda.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Tells the addresses of a host, unless one of them is of this machine, of a private network or of
 * no single machine: whoever may enter an address must not reach by it what only this machine may.
 * The connection is made to what was looked at, so that a name cannot mean another address a moment
 * later; addresses written as such pass here too. Thread-safe.
 */
final class PublicAddresses implements DnsResolver {

  private final boolean alsoPrivate;
  private final DnsResolver names;

  PublicAddresses(boolean alsoPrivate) {
    this(alsoPrivate, SystemDefaultDnsResolver.INSTANCE);
  }

  PublicAddresses(boolean alsoPrivate, DnsResolver names) {
    this.alsoPrivate = alsoPrivate;
    this.names = names;
  }

  /** The host has an address that is not public. */
  static final class NotPublicException extends UnknownHostException {

    private static final long serialVersionUID = 1L;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    if (addresses == null || addresses.length == 0) {
      throw new UnknownHostException();
    }
    // One that is not is enough: a name that means both is nobody's honest server.
    if (!alsoPrivate && !List.of(addresses).stream().allMatch(PublicAddresses::isPublic)) {
      throw new NotPublicException();
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return names.resolveCanonicalHostname(host);
  }

  /** Whether it is an ordinary address on the internet; see IANA's special-purpose registries. */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    return switch (address) {
      case Inet4Address v4 -> isPublic4(v4.getAddress());
      case Inet6Address v6 -> isPublic6(v6.getAddress());
      default -> false;
    };
  }

  private static boolean isPublic4(byte[] b) {
    int first = b[0] & 0xff;
    int second = b[1] & 0xff;
    int third = b[2] & 0xff;
    boolean special =
        first == 0
            || first >= 224
            // shared by providers
            || (first == 100 && second >= 64 && second <= 127)
            || (first == 192 && second == 0 && (third == 0 || third == 2))
            || (first == 192 && second == 88 && third == 99)
            || (first == 198 && (second == 18 || second == 19))
            || (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    return !special;
  }

  /** Only global unicast, 2000::/3, less what is put into it of other networks. */
  private static boolean isPublic6(byte[] b) {
    if ((b[0] & 0xe0) != 0x20) {
      // Unique local ones, translated ones (64:ff9b::/96) and all else.
      return false;
    }
    int first = ((b[0] & 0xff) << 8) | (b[1] & 0xff);
    int second = ((b[2] & 0xff) << 8) | (b[3] & 0xff);
    // 6to4 and Teredo carry an IPv4 address; 2001::/23 and documentation are special.
    return first != 0x2002
        && !(first == 0x2001 && (second < 0x0200 || second == 0x0db8))
        && !(first == 0x3fff && second < 0x1000);
  }
}
