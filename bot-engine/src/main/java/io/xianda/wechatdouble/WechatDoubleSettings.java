package io.xianda.wechatdouble;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The double in the service, for the demo; set by {@code bin/xianda serve --demo-wechat}.
 *
 * @param enabled whether there is one; never where others can reach the service
 * @param port of its API, on 127.0.0.1; 0 for any
 * @param service where its callbacks go
 * @param accounts by name
 */
@ConfigurationProperties("xianda.wechat-double")
record WechatDoubleSettings(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("0") int port,
    @DefaultValue("http://127.0.0.1:8080") URI service,
    @DefaultValue Map<String, Entry> accounts) {

  WechatDoubleSettings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("xianda.wechat-double.port lies in [0, 65535]");
    }
    accounts = Map.copyOf(accounts);
  }

  /**
   * One account.
   *
   * @param templates fields of each subscription message, by the template's id
   */
  record Entry(
      String title,
      Account.Kind kind,
      String appId,
      String secret,
      String token,
      @DefaultValue("") String encodingAesKey,
      @DefaultValue("json") Account.Format format,
      @DefaultValue Map<String, Set<String>> templates) {

    Account named(String name) {
      return new Account(
          name, title, kind, "gh_" + name, appId, secret, token, encodingAesKey, format, templates);
    }

    @Override
    public String toString() {
      return "Entry[%s, %s]".formatted(kind, appId);
    }
  }

  List<Account> asAccounts() {
    return accounts.entrySet().stream()
        .sorted(Map.Entry.<String, Entry>comparingByKey().reversed())
        .map(entry -> entry.getValue().named(entry.getKey()))
        .toList();
  }
}
