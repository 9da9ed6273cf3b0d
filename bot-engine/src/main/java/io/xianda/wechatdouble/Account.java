package io.xianda.wechatdouble;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A mini-program or an official account as it stands in WeChat's console.
 *
 * @param name of its callback's address
 * @param title that shoppers see
 * @param originalId its own id in messages, {@code gh_…}
 * @param token of the message push
 * @param encodingAesKey 43 letters and digits, or empty for plain mode
 * @param format of its callbacks; official accounts know XML only
 * @param templates fields of each subscription message, by the template's id
 */
public record Account(
    String name,
    String title,
    Kind kind,
    String originalId,
    String appId,
    String secret,
    String token,
    String encodingAesKey,
    Format format,
    Map<String, Set<String>> templates) {

  public Account {
    templates =
        templates.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, template -> Set.copyOf(template.getValue())));
  }

  /** They differ in what they may send. */
  public enum Kind {
    MINI_PROGRAM,
    OFFICIAL_ACCOUNT
  }

  /** How callbacks are written. */
  public enum Format {
    JSON,
    XML
  }

  /** Whether its callbacks are encrypted (安全模式). */
  boolean seals() {
    return !encodingAesKey.isEmpty();
  }

  @Override
  public String toString() {
    return "Account[%s, %s, %s]".formatted(name, kind, appId);
  }
}
