package io.xianda.intent.slot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The share of the goods that is bad. Where a text says how much is still good (只有三个好的), the rest
 * is the share.
 *
 * @param share above 0, at most 1
 * @param about whether it is only about right: 大半 (2/3), 大部分 (4/5), 几乎全 (9/10), 小半 (1/3), 一部分
 *     (3/10), 个别 (1/10), or a number that is vague itself
 */
public record Extent(Fraction share, boolean about) {

  private static final String BAD =
      "(?:坏|烂|臭|馊|霉|发霉|长毛|长霉|碎|破|裂|蔫|枯|烊|化|死|瘪|漏|变质|变味|过期|生虫|长虫|有虫|不新鲜|不能吃|没法吃|吃不了|不能要|没法要|压|磕|冻坏|发黑|发臭|发黄|发软|发酸|黑|黄|软|酸|有问题|不行)";

  private static final String NEARLY = "(?<nearly>几乎|差不多|基本上?|快|将近|接近|大概)?";

  private static final Pattern ALL =
      Pattern.compile(
          "(?<![不没非])"
              + NEARLY
              + "(?:是|都)?(?:(?:全部|全都|全|都|统统|通通|整[盒箱袋包个份只条框筐]|满[盒箱袋]|无一例外)(?:都|全|是|给|已经|已|彻底|被|不){0,3}?"
              + BAD
              + "(?!了?(?:[一二三四五六七八九十两几半俩仨]|大半|大部分|\\d)|[没不])(?:掉|坏|烂|碎|了|的|光|完|透){0,3}"
              + "|[坏烂碎臭死化](?:光|完)了?|全军覆没|无一(?:完好|幸免)"
              + "|没有?一[个颗只盒粒枚根袋条](?:是|算)?(?:好|能吃|完好|完整|新鲜|像样|能用|没坏)的?"
              + "|一[个颗只盒粒枚根袋条](?:好|能吃|完好|完整|新鲜|像样|能用)的?(?:都|也)(?:没有?|挑不出来?|找不到|找不出来?))");

  /** 盒子都碎了 speaks of the box, 天都黑了 of the hour, 我都等烂了 of nothing that was sold. */
  private static final Pattern NOT_GOODS =
      Pattern.compile(
          "(?:[天脸心牙头手腿嘴眼人]|[盒袋箱]子?|包装[盒袋]?|外包装|壳子?|瓶子?|盖子?|冰袋|手机|屏幕|没|没有|不是|其他|其它|其余|剩下|剩下的|别的|下面|底下|下层|上层|[那一两]层|底部|最上面|另一?[盒袋箱]|并非|别|不会|会不会|是不是|怕|担心|万一|如果|要是)$");

  private static final Pattern FEW_GOOD =
      Pattern.compile("(?:几乎没有?|没剩?有?几[个颗只]|没多少|挑不出几[个颗只])(?:是)?(?:好|能吃|完好|新鲜)的?");

  private static final String NO_PEOPLE =
      "(?!的?(?:时候|时间|人|店|商家|客服|骑手|员工|顾客|情况|地方|夜|天|年|月|商品|用户|小时))";

  private static final Pattern VAGUE =
      Pattern.compile(
          "(?<p90>绝大部分|绝大多数)"
              + NO_PEOPLE
              + "|(?<p80>大部分|大多数|(?<!绝)大多)"
              + NO_PEOPLE
              + "|(?<p66>一?大半|一多半|半数以上|过半数?)(?!个(?:小时|月|钟))"
              + NO_PEOPLE
              + "|(?<p33>一?小半)(?!个(?:小时|月|钟))"
              + NO_PEOPLE
              + "|(?<p20>一?小部分|少部分|少数|少量)"
              + NO_PEOPLE
              + "|(?<p30>(?:有|一)部分)"
              + NO_PEOPLE
              + "|(?<p10>极?个别|零星)"
              + NO_PEOPLE);

  private static final Pattern MORE_BEFORE = Pattern.compile("(?:超过|不止|过|多于)(?:了)?$");
  private static final Pattern LESS_BEFORE = Pattern.compile("(?:不到|不足|少于|小于)(?:了)?$");
  private static final Pattern MORE_AFTER = Pattern.compile("^(?:以上|多(?!少))");

  private static final Pattern OTHER_SHARE_BEFORE =
      Pattern.compile(
          "(?:便宜|优惠|打|减|少|缺|漏|漏发|来|送|送来|(?<!不)到|收到|吃|喝|用|率|含量|纯度|退|赔|赔偿|补|补偿|返|返现|满|涨|降|含|含糖|糖度|浓度|脂肪|可可|扣|折|省|付|价格|卖|买|概率|费|差价|电|电量|进度|加载到?|少糖|提前|给我留)"
              + "(?:了|我|给|给我|只|才|就|至少|大概|你们|个|款|我们|一下|是){0,3}$");

  private static final Pattern OTHER_SHARE_AFTER =
      Pattern.compile(
          "^ ?(?:左右)?(?:的)?(?:没到|没送|没收到|没来|没发|吃|订单|单|好评|满意|确定|肯定|放心|信任|早上|晚上|上午|下午|中午|送|那天|折|优惠|off|价|钱|现金|新|糖|冰|券|返现|退款|赔付|概率|几率|可能|把握|熟|人|时间|送达?|浓度|含量|脂|果汁|纯|棉|赔|退|补偿|电|路|货款|运费|会员|客服|号|日|下单|买的|那单|手续费|正品|进口|[月年天夜])",
          Pattern.CASE_INSENSITIVE);

  /** 八成是丢了: most likely it is lost. */
  private static final Pattern PROBABLY_AFTER = Pattern.compile("^(?:是|被|忘|没|送|丢|得|要|会|就|在|不)");

  private static final Pattern GOOD_AFTER =
      Pattern.compile(
          "^(?:个|左右)?(?:左右)?(?:还|都|才|是|算|还是|勉强|可以){0,2}(?:好的|好果|能吃|完好|没坏|没烂|没碎|新鲜|正常|是好)");

  private static final Pattern GOOD_BEFORE =
      Pattern.compile("(?:好的|能吃的|完好的|没坏的|没烂的|新鲜的)(?:只|就|才|大概|也就|仅|还){0,2}(?:有|剩|占|是)?(?:了|下)?$");

  private static final Pattern BAD_BEFORE =
      Pattern.compile(BAD + "(?:掉|坏|烂|碎|了|的|有|足足|整整|大概|大约|起码|至少|差不多|快|将近|得|就有|占|约){0,4}$");

  private static final Pattern BAD_AFTER =
      Pattern.compile(
          "^[^,，。!！?？;；\\d]{0,4}?(?:都|全|是|已经|有点|也|给|被|里面){0,2}(?<!没|不)" + BAD + "(?!不)");

  private static final Pattern WITHIN =
      Pattern.compile(
          "(?:里面|里头|里边|里|中|当中|其中|有|出现)[,， ]?(?:就|竟|居然|竟然|也|大概|差不多|至少|起码|得|差不多得)?(?:有|是)?$");

  private static final Pattern ONLY =
      Pattern.compile("(?:只有|就|只剩|只剩下|剩|才|只|就剩|仅|仅有|才有|就有|挑出来?|挑出了|有|里|里面|里头)$");

  private static final Pattern TOTAL_BEFORE =
      Pattern.compile("(?:一共|总共|总数|共|总计|全部|统共|本来|买了?|合计|里面|一[盒箱袋包])(?:是|就|才|有|买了?|也就)?$");

  private static final String ALIKE = "个個颗顆粒枚只隻根条條头支片棵朵尾块枝株";

  /** The shares in a text that {@link io.xianda.intent.Normaliser} has read, in their order. */
  public static List<Mention<Extent>> in(String text) {
    // The surer the words, the earlier; what overlaps with what was found before is left out.
    List<Mention<Extent>> found = new ArrayList<>();
    ratios(text, found);
    shares(text, found);
    few(text, found);
    vague(text, found);
    all(text, found);
    found.sort(Comparator.comparingInt(mention -> mention.span().start()));
    return List.copyOf(found);
  }

  /** 10个烂了4个, 六个里头两个是坏的, 三斤烂了一斤, 坏了3个一共10个, 10个只有4个好的. */
  private static void ratios(String text, List<Mention<Extent>> found) {
    List<Amount> amounts = Amount.in(text);
    for (int i = 0; i + 1 < amounts.size(); i++) {
      Amount whole = amounts.get(i);
      Amount part = amounts.get(i + 1);
      int gap = part.span().start() - whole.span().end();
      if (gap < 0 || gap > 16 || !whole.kind().equals(part.kind())) {
        continue;
      }
      String between = text.substring(whole.span().end(), part.span().start());
      int end = part.span().end();
      boolean good =
          Around.after(text, end, GOOD_AFTER)
              && (gap <= 3 || ONLY.matcher(between).find() || WITHIN.matcher(between).find());
      if (good || GOOD_BEFORE.matcher(between).find()) {
        add(whole, part, true, found);
      } else if (BAD_BEFORE.matcher(between).find()
          || (Around.after(text, end, BAD_AFTER) && (gap <= 3 || WITHIN.matcher(between).find()))) {
        add(whole, part, false, found);
      } else if (TOTAL_BEFORE.matcher(between).find()
          && Around.before(text, whole.span().start(), BAD_BEFORE)) {
        add(part, whole, false, found);
      }
    }
  }

  private static void add(Amount whole, Amount part, boolean good, List<Mention<Extent>> found) {
    if (part.number().compareTo(whole.number()) > 0) {
      return;
    }
    Fraction share = part.number().dividedBy(whole.number());
    Span span =
        new Span(
            Math.min(whole.span().start(), part.span().start()),
            Math.max(whole.span().end(), part.span().end()));
    put(span, good ? Fraction.ONE.minus(share) : share, whole.about() || part.about(), found);
  }

  private static void shares(String text, List<Mention<Extent>> found) {
    for (Numeral number : Numeral.in(text)) {
      if (!number.share()) {
        continue;
      }
      int start = number.span().start();
      int end = number.span().end();
      boolean tenths = number.span().of(text).indexOf('成') >= 0;
      if (Around.before(text, start, OTHER_SHARE_BEFORE)
          || Around.after(text, end, OTHER_SHARE_AFTER)
          || (tenths
              && number.value().compareTo(new Fraction(7, 10)) >= 0
              && Around.after(text, end, PROBABLY_AFTER)
              && !Around.after(text, end, GOOD_AFTER))) {
        continue;
      }
      Fraction share = number.value();
      boolean about = number.about() || Around.sayAbout(text, start, end);
      if (number.value().equals(Fraction.HALF)) {
        if (Around.before(text, start, MORE_BEFORE) || Around.after(text, end, MORE_AFTER)) {
          share = new Fraction(3, 5);
          about = true;
        } else if (Around.before(text, start, LESS_BEFORE)) {
          share = new Fraction(2, 5);
          about = true;
        }
      }
      about |= Around.before(text, start, MORE_BEFORE) || Around.after(text, end, MORE_AFTER);
      if (Around.after(text, end, GOOD_AFTER) || Around.before(text, start, GOOD_BEFORE)) {
        share = Fraction.ONE.minus(share);
      }
      put(number.span(), share, about, found);
    }
  }

  private static void few(String text, List<Mention<Extent>> found) {
    Matcher matcher = FEW_GOOD.matcher(text);
    while (matcher.find()) {
      put(new Span(matcher.start(), matcher.end()), new Fraction(9, 10), true, found);
    }
  }

  private static void all(String text, List<Mention<Extent>> found) {
    List<Count.Piece> pieces = Count.Piece.in(text);
    Matcher matcher = ALL.matcher(text);
    while (matcher.find()) {
      if (Around.before(text, matcher.start(), NOT_GOODS)) {
        continue;
      }
      // 三个都坏了 and 大半都烂了: all of a part.
      int start = matcher.start();
      boolean both = text.charAt(start) == '都';
      if (found.stream()
              .anyMatch(other ->
                  other.span().end() <= start && start - other.span().end() <= (both ? 3 : 0))
          || (both && pieces.stream().anyMatch(piece -> piece.span().end() == start))) {
        continue;
      }
      boolean nearly = matcher.group("nearly") != null;
      put(
          new Span(matcher.start(), matcher.end()),
          nearly ? new Fraction(9, 10) : Fraction.ONE,
          nearly,
          found);
    }
  }

  private static void vague(String text, List<Mention<Extent>> found) {
    Matcher matcher = VAGUE.matcher(text);
    while (matcher.find()) {
      Fraction share = Fraction.ONE;
      for (Vague vague : Vague.ALL) {
        if (matcher.group(vague.group()) != null) {
          share = vague.share();
        }
      }
      if (Around.before(text, matcher.start(), OTHER_SHARE_BEFORE)
          || Around.after(text, matcher.end(), OTHER_SHARE_AFTER)) {
        continue;
      }
      if (Around.after(text, matcher.end(), GOOD_AFTER)
          || Around.before(text, matcher.start(), GOOD_BEFORE)) {
        share = Fraction.ONE.minus(share);
      }
      put(new Span(matcher.start(), matcher.end()), share, true, found);
    }
  }

  private static void put(Span span, Fraction share, boolean about, List<Mention<Extent>> found) {
    boolean free =
        found.stream()
            .allMatch(
                other -> other.span().end() <= span.start() || span.end() <= other.span().start());
    if (free && share.isPositive() && share.compareTo(Fraction.ONE) <= 0) {
      found.add(new Mention<>(span, new Extent(share, about)));
    }
  }

  private record Vague(String group, Fraction share) {
    private static final List<Vague> ALL =
        List.of(
            new Vague("p90", new Fraction(9, 10)),
            new Vague("p80", new Fraction(4, 5)),
            new Vague("p66", new Fraction(2, 3)),
            new Vague("p33", new Fraction(1, 3)),
            new Vague("p30", new Fraction(3, 10)),
            new Vague("p20", new Fraction(1, 5)),
            new Vague("p10", new Fraction(1, 10)));
  }

  /** Pieces or a weight: what a part and its whole can be told in. */
  private record Amount(Span span, Fraction number, String kind, boolean about) {

    private static List<Amount> in(String text) {
      List<Amount> amounts = new ArrayList<>();
      for (Count.Piece piece : Count.Piece.in(text)) {
        String kind = ALIKE.contains(piece.measure()) ? "个" : piece.measure();
        amounts.add(new Amount(piece.span(), piece.number(), kind, piece.about()));
      }
      for (Weight weight : Weight.in(text)) {
        amounts.add(new Amount(weight.span(), weight.grams(), "g", weight.about()));
      }
      amounts.sort(Comparator.comparingInt(amount -> amount.span().start()));
      return amounts;
    }
  }
}
