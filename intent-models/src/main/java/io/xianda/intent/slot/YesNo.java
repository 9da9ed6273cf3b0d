package io.xianda.intent.slot;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a whole message says yes or no to what was asked. Words of courtesy around it do not
 * matter; a question (可以吗), praise (不错), an apology (不好意思) and a yes beside a no are neither. A
 * first clause that says yes or no decides, whatever else is told after it (对,坏了三个).
 */
public enum YesNo {
  YES,
  NO,
  NEITHER;

  /** At the end of a clause: particles that leave a yes a yes. */
  private static final String TAIL = "(?:的|哦|喔|啊|呀|呢|哒|滴|了|啦|咯|嘞|哈|噢|昂|~|～)*";

  /** Polite yes: it also only shows that the shopper has heard. */
  private static final Pattern HEARD =
      Pattern.compile(
          "(?:[嗯恩唔]{1,5}|[哦噢喔]{1,3}|好{1,5}|好吧|好滴|好嘞|好叭|行{1,4}|行吧|okk*|okay|o的?k|中|成|得嘞|👌|了解|我?知道了?|明白了?)"
              + TAIL);

  private static final Pattern YES_WORDS =
      Pattern.compile(
          "(?:[嗯恩哦好]{0,2})(?:对{1,5}|对头|没错|正确|是|是{2,5}|是这个|是这样|就是|就是这个|就是它|确实|确实是|可以{1,2}|可以吧|都?可以|可|行|同意|接受|都行|(?:确认|确定|同意)(?:退款|退货|退|取消|补发|换货)?|没问题|木问题|没毛病|当然|当然可以|当然要|那当然|必须|必须要?|肯定|肯定要|要|要要|我要|要吧|需要|我?愿意|我同意|我确认|就这样|就这样吧|就这么办|这样吧|按你说的(?:办|来)?|听你的|有|有{2,3}|y|yes|yep|yeah|ye|sure|对滴|是滴|安排|办吧|来吧|👍|✅|\\[ok\\])"
              + TAIL);

  private static final Pattern NO_WORDS =
      Pattern.compile(
          "(?:[嗯恩哦]{0,2})(?:不{1,5}|不是|不是{1,2}|不对|不对吧|错了?|不用|不用[退换补赔查改送催管]|不太行|没有?(?:其他|其它|别的)(?:问题|事|事情|要求)?|先不用|不必|不必了|不需要|暂时不用|算了|算了吧|还是算了|那算了|那就算了|别|别了|不要|我不要|不要{1,2}|先不要|不可以|不行|不行吧|不好|不同意|不接受|不愿意|不想|我不想|不确认|不了|没|没有|没有{1,2}|没有吧|没呢|木有|还没|还没有|并没有|不是这个|不是的|都不是|都不要|no|n|nope|不得|否|拒绝|我拒绝|🙅|❌|🙅‍♀️|🙅‍♂️)"
              + TAIL);

  /** Neither, and nothing that what follows would have to be read for. */
  private static final Pattern COURTESY =
      Pattern.compile(
          "(?:谢谢你?|谢谢您|谢了|多谢|感谢|麻烦了?|麻烦你了?|辛苦了?|辛苦你了?|亲|亲爱的|你好|您好|在吗?|请|不好意思|对不起|抱歉|客服|那|那个|没事|没关系|额|呃|哎|唉|诶)"
              + TAIL);

  private static final Pattern CLAUSE = Pattern.compile("[^,，。.!！?？;；、\\s~～…]+");

  private static final Pattern ASKS = Pattern.compile("[^,，。.!！;；、\\s]{0,2}[?？]");

  /** What the message says as a whole. */
  public static YesNo of(String text) {
    List<Mention<YesNo>> found = in(text);
    return found.isEmpty() ? NEITHER : found.getFirst().value();
  }

  /** One mention of {@link #YES} or {@link #NO}, over the clause that decides; or none. */
  public static List<Mention<YesNo>> in(String text) {
    Matcher clauses = CLAUSE.matcher(text);
    @Nullable Mention<YesNo> found = null;
    boolean heardOnly = false;
    boolean onlyAnswers = true;
    while (clauses.find()) {
      Clause clause = Clause.of(clauses.group(), asks(text, clauses.end()));
      if (clause == Clause.COURTESY) {
        continue;
      }
      if (clause == Clause.OTHER) {
        if (found == null) {
          return List.of();
        }
        onlyAnswers = false;
        continue;
      }
      Mention<YesNo> said =
          new Mention<>(new Span(clauses.start(), clauses.end()), clause == Clause.NO ? NO : YES);
      if (found == null) {
        found = said;
        heardOnly = clause == Clause.HEARD;
      } else if (found.value() == said.value()) {
        heardOnly &= clause == Clause.HEARD;
      } else if (heardOnly && onlyAnswers) {
        // 好的,不用了: heard, and no.
        found = said;
        heardOnly = false;
      } else if (clause != Clause.HEARD && onlyAnswers) {
        return List.of();
      }
    }
    return found == null ? List.of() : List.of(found);
  }

  private static boolean asks(String text, int end) {
    return ASKS.matcher(text).region(end, text.length()).lookingAt();
  }

  private enum Clause {
    HEARD,
    YES,
    NO,
    COURTESY,
    OTHER;

    private static Clause of(String clause, boolean question) {
      if (clause.length() > 12) {
        return OTHER;
      }
      if (COURTESY_WORDS.matcher(clause).matches()) {
        return COURTESY;
      }
      if (question) {
        return OTHER;
      }
      if (HEARD_WORDS.matcher(clause).matches()) {
        return HEARD;
      }
      if (SAYS_YES.matcher(clause).matches()) {
        return YES;
      }
      return SAYS_NO.matcher(clause).matches() ? NO : OTHER;
    }

    private static final Pattern COURTESY_WORDS = YesNo.COURTESY;
    private static final Pattern HEARD_WORDS =
        followed(Pattern.compile("(?:" + YesNo.HEARD.pattern() + "){1,3}"));
    private static final Pattern SAYS_YES =
        followed(
            Pattern.compile(
                "(?:" + YesNo.YES_WORDS.pattern() + "|" + YesNo.HEARD.pattern() + "){1,3}"));
    private static final Pattern SAYS_NO =
        followed(Pattern.compile("(" + YesNo.NO_WORDS.pattern() + ")\\1{0,2}"));

    /** The same with courtesy directly after it, as people type without commas. */
    private static Pattern followed(Pattern words) {
      return Pattern.compile(
          "(?!(?:对|行)了|不错)(?:那就?|就|没事|没关系)?(?:"
              + words.pattern()
              + ")(?:谢谢你?您?|谢了|麻烦了|麻烦你了|辛苦了|亲|客服)?"
              + TAIL,
          Pattern.CASE_INSENSITIVE);
    }
  }
}
