package io.xianda.intent.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many pieces a message speaks of: 3个, 两盒, 一袋半, 俩. Weights, times, prices, shares and the size
 * of a pack (6支装) are none.
 *
 * @param pieces positive, exact; a half where half a piece is said
 * @param measure the measure word, one character, such as 盒; 个 for 俩 and 仨
 * @param about whether the number is vague or said to be (十几个, 大概3盒)
 */
public record Count(Fraction pieces, String measure, boolean about) {

  private static final String MEASURE =
      "(?<measure>[个個盒袋包箱瓶只隻颗顆粒枚根条條支把份罐桶捆提串头片板件筐篮朵棵尾听杯碗排扎卷打枝株串块])";

  /**
   * Measure words after which something else than goods is counted, and words that only look so.
   */
  private static final Pattern PIECES =
      Pattern.compile(
          "^ ?[大小整满]?"
              + MEASURE
              + "(?<![个個](?=(?:多|半)?(?:小时|钟|月|星期|礼拜|工作日|学期|季度|年)))"
              + "(?<![个個](?=人(?!参)|客服|电话|问题|骑手|订单|单|地址|积分|点|字|师傅|快递|说法|解释|答复|回复|理由|店|城市|账号|号|手机|群|办法|意思|道理|亿|屁|差评|投诉|信息|消息|解决|方案|优惠|会员|视频|照片|图|链接|个))"
              + "(?<![条條](?=短信|消息|信息|评|龙|街|路|建议))(?<!件(?=事|衣))(?<!份(?=心|耐心|工|责任))"
              + "(?<!打(?=电|折|开|完|个|算|9|12|1[358]))(?<!听(?=就|说|到|他|她|你|我|这|是|见))(?<!提(?=到|起|这|醒|前|交|供|现))"
              + "(?<!头(?=雾|疼|痛))(?<!把(?=年纪|火|我|它|他|你))(?<!片(?=混乱|心))(?<!包(?=邮|括|装|赔))(?<!件(?=起))"
              + "(?<!板(?=一眼))(?<!排(?=队))(?<!根(?=筋|本))(?<!条(?=件))(?<!只(?=有|剩|能|要|是|收|给|到|够|发|送|退|赔|好))"
              + "(?<!块(?!豆腐|姜|生姜|肉|牛|羊|猪|排|鱼|鸡|蛋|糕|面包|面饼|冬瓜|南瓜|西瓜|巧克力|奶酪|芝士|三文鱼|都|坏|烂|发|臭))");

  private static final Pattern HALF = Pattern.compile("^半(?!天|夜|价|路|小时|个|月|年|斤|钟|盒|箱|袋|包|瓶)");

  /** 没一个好的, 一个都没坏: one piece is named to say none or all. */
  private static final Pattern NONE_BEFORE = Pattern.compile("(?:没|没有|无|哪|哪怕|任何|随便|下|上|前|后|另|同)$");

  private static final Pattern NONE_AFTER =
      Pattern.compile("^(?:好的?|能吃的|完好的|新鲜的|完整的)?(?:都|也)(?:没|不|木|冇)|^比一|^[接挨]");

  /** The counts in a text that {@link io.xianda.intent.Normaliser} has read, in their order. */
  public static List<Mention<Count>> in(String text) {
    return Piece.in(text).stream()
        .filter(piece -> !text.startsWith("装", piece.span().end()))
        .map(piece ->
            new Mention<>(piece.span(), new Count(piece.number(), piece.measure(), piece.about())))
        .toList();
  }

  /** A count, or the size of a pack: 6支装 tells nothing of what came, but the whole of a share. */
  record Piece(Span span, Fraction number, String measure, boolean about) {

    static List<Piece> in(String text) {
      List<Piece> found = new ArrayList<>();
      int free = 0;
      for (Numeral number : Numeral.in(text)) {
        int start = number.span().start();
        int end = number.span().end();
        if (number.share() || start < free || !number.value().isPositive()) {
          continue;
        }
        boolean about = number.about();
        Fraction pieces = number.value();
        String measure;
        char last = text.charAt(end - 1);
        if (last == '俩' || last == '仨') {
          if (Around.before(text, start, PEOPLE) || Around.after(text, end, NO_GOODS)) {
            continue;
          }
          measure = "个";
        } else {
          Matcher matcher = PIECES.matcher(text.substring(end, Math.min(text.length(), end + 10)));
          if (!matcher.find() || isNone(text, number, end + matcher.end())) {
            continue;
          }
          measure = matcher.group("measure");
          end += matcher.end();
          if (Around.after(text, end, HALF)) {
            pieces = pieces.plus(Fraction.HALF);
            end++;
          } else if (text.startsWith("多", end) && !text.startsWith("多少", end)) {
            about = true;
            end++;
          }
        }
        free = end;
        found.add(
            new Piece(
                new Span(start, end), pieces, measure, about || Around.sayAbout(text, start, end)));
      }
      return List.copyOf(found);
    }

    private static final Pattern PEOPLE = Pattern.compile("(?:[我你他她咱们家妻女子弟妹口]|夫妇|姐妹|哥们)$");

    private static final Pattern NO_GOODS = Pattern.compile("^(?:小时|月|人|星期|钟头|电话|客服)");

    private static boolean isNone(String text, Numeral number, int end) {
      return number.value().equals(Fraction.ONE)
          && (Around.before(text, number.span().start(), NONE_BEFORE)
              || Around.after(text, end, NONE_AFTER));
    }
  }
}
