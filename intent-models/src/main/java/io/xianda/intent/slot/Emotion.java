package io.xianda.intent.slot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the shopper feels, as far as words and marks show it. Reads the text as it was typed: the
 * normaliser leaves one of many exclamation marks.
 *
 * @param level the strongest that the cues speak for
 * @param cues what shows it, in the order of the text; empty when calm
 */
public record Emotion(Level level, List<Mention<Cue>> cues) {

  /** From calm to angry. */
  public enum Level {
    CALM,
    WORRIED,
    ANGRY
  }

  /** A kind of sign, and what it speaks for. */
  public enum Cue {
    /** Names an authority, a lawyer, the press or a bad review: 投诉, 12315, 曝光, 差评. */
    ESCALATION(Level.ANGRY),
    /** Calls names or is openly cross: 骗子, 垃圾, 气死. */
    ABUSE(Level.ANGRY),
    /** Says the contrary of what is meant: 呵呵, 服了, 真行啊. */
    SARCASM(Level.ANGRY),
    /** Three exclamation marks or more. */
    SHOUTING(Level.ANGRY),
    /** Time presses, or help is asked for: 急, 怎么办, 等着下锅, three question marks. */
    WORRY(Level.WORRIED);

    private final Level level;

    Cue(Level level) {
      this.level = level;
    }
  }

  public Emotion {
    cues = List.copyOf(cues);
  }

  private static final Pattern ESCALATION =
      Pattern.compile(
          "投诉|投訴|举报|舉報|12315|12345|曝光|律师|律師|(?<!有|很多|好多|不少|看到|一些)差评|差評|(?:消协|消協|消费者协会|消保委?|工商(?!银行|銀行|卡|储蓄|大学)|市场监管|市监局?|监管局|食药监|黑猫|报警(?!器)|報警|(?<![\\d.#])110(?![\\d克g斤元块室号房幢楼弄.ml])|派出所|法院|电视台)(?!路|街|旁|对面|附近|门口|宿舍|后门|小区|大院)|起诉|起訴|打官司|媒体|记者|上热搜|热搜|发(?:到)?(?:抖音|微博|小红书|网上)(?!吗|有|领|可以|打卡|送|返|推荐)|挂(?:到)?网上|一星(?!期)|退一赔[一二三四五六七八九十\\d]|假一赔[一二三四五六七八九十\\d]|维权");

  private static final Pattern ABUSE =
      Pattern.compile(
          "骗子|騙子|骗人|骗钱|欺骗|欺诈|诈骗|忽悠|坑人|坑爹|太坑|真坑|黑店|黑心(?=商|店|平台|老板|企业|卖家|钱)|奸商|无良|缺德|无耻|不要脸|要脸吗|(?<!厨余|厨房|扔|倒|丢)垃圾(?![袋桶箱分车处房站]|食品)|破平台|烂平台|什么玩意|什么破|什么态度|(?<!有|提供|哪些)什么服务|死人|给(?:我|我们)?(?:一)?个?(?:说法|交代)|给我等着|(?:太|很|真|让人|好|透)失望|卸载|算你们?狠|气人|烦死|好烦|有病吧|脑子有|智障|傻[逼x叉b]|(?<![我妈老爸他她宝姑舅岳母])妈的|尼玛|你妹(?!妹)|tmd|[cｃ]nm|(?<![打翻摇])滚|气死|气炸|气坏|生气|愤怒|火大|恼火|恶心死|太过分|过分了|太离谱|离谱|受够|忍无可忍|没完(?![成全美整])|再也不(?:买|来|用)|不会再(?:买|来)|太差|差劲|欺负|敷衍|踢皮球|不负责任|😡|🤬|😠|💢|👎",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SARCASM =
      Pattern.compile(
          "呵呵+|(?<![舒征克佩说信制心折屈收])服了|(?:你们)?(?:可|还|也)?真(?:行|会做生意|有你们的)(?:啊|呀|哦|呢|哈)|你们(?:可|还|也)真(?:行|棒|牛|厉害|可以|会|好意思)|你们真(?:行|可以|会|好意思)|(?:也是|真是|我|真的是|我也是|真)醉了|无语|笑死|笑了,?就这|真有你们?的|你们可?真?牛逼|厉害了(?:你们|我的)|🙄|🙃");

  private static final Pattern SHOUTING =
      Pattern.compile("[!！？?]{0,8}[!！]{3,}[!！？?]{0,50}|(?:[!！][?？]){2,}|(?:[?？][!！]){2,}");

  private static final Pattern WORRY =
      Pattern.compile(
          "(?:很|好|太|特别|非常|真的|挺|有点)?(?:着急|心急|急死|急用|急需|焦急|急着|(?<![不别着心焦应紧救危加告内])急{1,5}(?![冻速支诊救流转眼急性躁]))(?:死|死了|死人)?"
              + "|(?:怎么|怎麼)办(?![理卡会的年月退手这信它入])|咋办|怎么搞啊|如何是好"
              + "|等着(?:下锅|吃|用|喝|做|上班|出门|开饭|开会|急用|待客|招待|煮|炒|炖|烧|送人|过节|过生日|包)[^,，。!！?？]{0,2}?"
              + "|(?:孩子|宝宝|小孩|娃|老人|客人|家里人|一家人|全家)(?:们)?(?:还|都|在|正|就|还在|都在|一直)?(?:等着|等|饿|哭)(?:着|了)?"
              + "|担心|来不及|赶时间|赶着|慌|焦虑|饿死|饿坏|饿着|快饿|马上要用|会不会(?:丢|坏|出事|不送)|千万别|求求|救命|帮帮我|拜托"
              + "|[?？]{3,}|😭|😢|😰|😥|😟|🥺|😱");

  /** Somebody who does not mean to: 不投诉, 不会给差评, 不是要投诉. But 不退我就投诉 does. */
  private static final Pattern DENIED =
      Pattern.compile(
          "(?:不|没|没有|别|不想|不会|不用|不必|不要|不打算|没打算|没想|没想过|没想要|没有要|没有想|不是|不是要|不是想|不是来|不是在|不至于|没必要|犯不着|从不|从来不|从没|不愿|不愿意|不太|没那么|没那么|不是很|不怎么|不算|也不|无需|用不着|不值得)(?:去|打|给|给你们?|给个|打个|写|找|很|太|用|那么|再|你们|想|再去){0,2}$");

  /** Cheerful shouting is none. */
  private static final Pattern CHEERFUL =
      Pattern.compile("谢谢|感谢|多谢|好吃|喜欢|好评|太棒|很棒|赞|满意|开心|哈哈|新鲜得很|好甜|很甜|爱了|辛苦|给力|五星|🎉|❤|😍|😄|👍");

  private static final Pattern CROSS_FOOD =
      Pattern.compile("^(?:[食分]|水|邮件|短信|烫|(?<![打翻摇])滚|动|刀|筒)");

  /** What a text as typed shows; calm where it shows nothing. */
  public static Emotion of(String text) {
    List<Mention<Cue>> cues = in(text);
    Level level = Level.CALM;
    for (Mention<Cue> cue : cues) {
      if (cue.value().level.compareTo(level) > 0) {
        level = cue.value().level;
      }
    }
    return new Emotion(level, cues);
  }

  /** Only the signs, in the order of the text. */
  public static List<Mention<Cue>> in(String text) {
    // 是的!!! is no anger either.
    boolean cheerful = CHEERFUL.matcher(text).find() || YesNo.of(text) == YesNo.YES;
    List<Mention<Cue>> found = new ArrayList<>();
    find(ESCALATION, Cue.ESCALATION, text, found);
    find(ABUSE, Cue.ABUSE, text, found);
    find(SARCASM, Cue.SARCASM, text, found);
    if (!cheerful) {
      find(SHOUTING, Cue.SHOUTING, text, found);
    }
    find(WORRY, Cue.WORRY, text, found);
    found.sort(Comparator.comparingInt(mention -> mention.span().start()));
    return List.copyOf(found);
  }

  private static void find(Pattern pattern, Cue cue, String text, List<Mention<Cue>> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      Span span = new Span(matcher.start(), matcher.end());
      boolean denied =
          Around.before(text, span.start(), DENIED)
              || (span.of(text).equals("滚") && Around.after(text, span.end(), CROSS_FOOD));
      boolean taken =
          found.stream()
              .anyMatch(
                  other -> span.start() < other.span().end() && other.span().start() < span.end());
      if (!denied && !taken) {
        found.add(new Mention<>(span, cue));
      }
    }
  }
}
