package io.xianda.dialogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who else sells and delivers, by {@code other-companies.txt}, and whether a message is about an
 * order there. Immutable; linear in the length of the text.
 */
final class OtherCompanies {

  /** 盒马买的便宜多了, 跟你们说的不一样: this shop is meant, however often another is named. */
  private static final Pattern ABOUT_US =
      Pattern.compile("便宜|更贵|贵了|差价|价格|比[^如方]|不如|一样|你们|您们|你家|咱家|贵店|这边|这里|推荐|支付|付款");

  private final Pattern there;

  private OtherCompanies(List<String> names) {
    String company =
        names.stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(?:", ")"));
    String place = company + "(?:上面|上|里面|里|那边|那儿|那里|那|app|家)?";
    this.there =
        Pattern.compile(
            // Bought there, and not merely seen or known from there.
            "(?:在|从|去|用|到|是|我|^)"
                + place
                + "(?:刚|才|昨天|今天|前天|上周)?(?:买|下|订|定|点|拍|抢|团|寄)"
                // What is theirs: an order, a parcel, a rider.
                + "|"
                + place
                + "的?(?:订单|单子|单|快递|包裹|外卖|骑手|小哥|客服)"
                // 我的快递中通的到了没有.
                + "|(?:快递|包裹|外卖)(?:是|走的|发的)?"
                + company);
  }

  static OtherCompanies shipped() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    OtherCompanies.class.getResourceAsStream("other-companies.txt"),
                    "other-companies.txt is missing"),
                StandardCharsets.UTF_8))) {
      return new OtherCompanies(
          lines
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether it is about something bought from, or brought by, one of them.
   *
   * @param text normalised
   */
  boolean boughtThere(String text) {
    return there.matcher(text).find() && !ABOUT_US.matcher(text).find();
  }
}
