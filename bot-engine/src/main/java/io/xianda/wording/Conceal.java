package io.xianda.wording;

import io.xianda.intent.slot.Address;
import io.xianda.intent.slot.Mention;
import io.xianda.intent.slot.OrderMentions;
import io.xianda.intent.slot.PhoneNumber;
import io.xianda.intent.slot.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts placeholders such as 〔电话1〕 in the place of personal data before a text leaves the house, and
 * puts the data back afterwards. The same data has the same placeholder in all texts of one
 * instance. Where a text still looks as if it told where or who somebody is, there is no text to
 * send. For one call and one thread.
 */
final class Conceal {

  private static final char OPEN = '〔';
  private static final char CLOSE = '〕';
  private static final Pattern PLACEHOLDER = Pattern.compile("〔[^〔〕]{0,20}〕");

  /** Numbers of cards, people and parcels, in digits or spelled out; amounts are shorter. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\d.])\\d(?:[ -]?\\d){4,}|[零〇幺一二两三四五六七八九]{5,}");

  private static final Pattern MAIL =
      Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,64}(?:\\.[\\w-]{1,64}){1,4}");

  private static final Pattern ACCOUNT =
      Pattern.compile(
          "(?:微信号?|vx|wx|qq|账号|邮箱)(?:是|为)?[:： ]{0,2}(?<it>[A-Za-z0-9_-]{5,30})",
          Pattern.CASE_INSENSITIVE);

  /** The commonest, which most people have. */
  private static final String SURNAMES =
      "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严武洪汤常温康施文牛樊葛邢安齐";

  /** 我叫林小满, 收件人：王强, and the names that people are called by: 王师傅, 李女士. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:我叫|名字(?:叫|是)|姓名|联系人|收[货件]人|户名)(?:是|为|叫|改成|换成)?[:： ]{0,2}(?<it>[一-龥·]{2,4})"
              + "|我姓(?<surname>[一-龥])"
              + "|(?<title>["
              + SURNAMES
              + "](?:师傅|先生|女士|小姐|阿姨|大姐|大哥|老师))");

  /** What is left of an address that was not recognised as one. */
  private static final Pattern WHERE =
      Pattern.compile(
          "(?:\\d|[一二三四五六七八九十])(?:号楼|号院|栋|幢|单元|室|弄|号门|门牌)|身份证|[一-龥]{2,}(?:小区|花园|公寓|家园|新村|大厦|写字楼)\\d");

  private final Prompts words;
  private final Map<String, String> placeholders = new LinkedHashMap<>();

  Conceal(Prompts words) {
    this.words = words;
  }

  private record Secret(Span span, String kind) {}

  /** The text as it may be sent; nothing when it may not. */
  Optional<String> hide(String raw) {
    // Nobody but this class writes placeholders.
    String text = raw.replace(OPEN, '(').replace(CLOSE, ')');
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    for (Secret secret : secrets(text)) {
      if (secret.span().start() >= at) {
        out.append(text, at, secret.span().start())
            .append(placeholder(secret.kind(), secret.span().of(text)));
        at = secret.span().end();
      }
    }
    String hidden = out.append(text.substring(at)).toString();
    return WHERE.matcher(PLACEHOLDER.matcher(hidden).replaceAll(" ")).find()
        ? Optional.empty()
        : Optional.of(hidden);
  }

  /** The text with the data in it again; nothing when it has a placeholder that nobody made. */
  Optional<String> reveal(String text) {
    Map<String, String> data = new LinkedHashMap<>();
    placeholders.forEach((secret, placeholder) -> data.put(placeholder, secret));
    Matcher matcher = PLACEHOLDER.matcher(text);
    if (!matcher.results().map(MatchResult::group).allMatch(data::containsKey)) {
      return Optional.empty();
    }
    String shown =
        matcher
            .reset()
            .replaceAll(found -> Matcher.quoteReplacement(data.getOrDefault(found.group(), "")));
    return shown.indexOf(OPEN) < 0 && shown.indexOf(CLOSE) < 0
        ? Optional.of(shown)
        : Optional.empty();
  }

  /** The text without its placeholders. */
  static String without(String text) {
    return PLACEHOLDER.matcher(text).replaceAll("");
  }

  private String placeholder(String kind, String secret) {
    return placeholders.computeIfAbsent(
        secret, key -> OPEN + words.of("placeholder." + kind) + (placeholders.size() + 1) + CLOSE);
  }

  /** In the order of their places; of two that overlap the longer. */
  private static List<Secret> secrets(String text) {
    List<Secret> found = new ArrayList<>();
    add(found, PhoneNumber.in(text), "phone");
    add(found, OrderMentions.in(text), "order");
    add(found, Address.in(text), "address");
    add(found, NUMBER.matcher(text), "number");
    add(found, MAIL.matcher(text), "account");
    add(found, ACCOUNT.matcher(text), "account", "it");
    add(found, NAME.matcher(text), "name", "it", "surname", "title");
    List<Secret> longestFirst =
        found.stream()
            .sorted(
                Comparator.comparingInt((Secret s) -> s.span().start() - s.span().end())
                    .thenComparingInt(s -> s.span().start()))
            .toList();
    List<Secret> apart = new ArrayList<>();
    for (Secret secret : longestFirst) {
      if (apart.stream().noneMatch(other -> overlap(other.span(), secret.span()))) {
        apart.add(secret);
      }
    }
    apart.sort(Comparator.comparingInt(secret -> secret.span().start()));
    return apart;
  }

  private static boolean overlap(Span one, Span other) {
    return one.start() < other.end() && other.start() < one.end();
  }

  private static <T> void add(List<Secret> found, List<Mention<T>> mentions, String kind) {
    mentions.forEach(mention -> found.add(new Secret(mention.span(), kind)));
  }

  private static void add(List<Secret> found, Matcher matcher, String kind, String... groups) {
    while (matcher.find()) {
      if (groups.length == 0) {
        found.add(new Secret(new Span(matcher.start(), matcher.end()), kind));
      }
      Stream.of(groups)
          .filter(group -> matcher.start(group) >= 0)
          .forEach(group ->
              found.add(new Secret(new Span(matcher.start(group), matcher.end(group)), kind)));
    }
  }
}
