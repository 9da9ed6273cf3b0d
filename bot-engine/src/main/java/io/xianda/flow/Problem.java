package io.xianda.flow;

import io.xianda.intent.slot.WeightPair;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with goods that were delivered. */
public enum Problem {
  SHORT_WEIGHT(
      "quality.short_weight",
      "缺斤|少斤|短斤|不够(?:秤|称|重|分量|斤)|少(?:称|秤)|[分份]量(?:不|少)|重量(?:不|少)|轻了|[少差缺]了?[\\d.一二三四五六七八九十百两半几多来好]+ ?(?:克|g|kg|公斤|千克|两|斤)"),
  WRONG_ITEM(
      "quality.wrong_item",
      "[送发给拿装配]错|错[发送装配]|不是我(?:买|要|点|订|下单|拍)的|[送发给拿](?:来的?|成|的)(?:却|竟)?是|(?:送|发|给|变|拿|弄|搞)成了?|买的.{1,8}(?:送|来|给|收到)的?(?:却|竟)?(?:是|一)|货不对"),
  MISSING(
      "quality.missing",
      "少[送发给装拿]|少了?(?:一|两|二|三|四|五|几|半|俩|仨|\\d)|少[个盒袋瓶包件份]|漏[发送给装掉拿]|(?:^|[,，。 ]|还|给我?|少|们|就)漏了(?:一|两|三|\\d)|没(?:给|送|发|见|看到|收到|装)|缺了?(?:一|两|三|\\d|件|货)|只(?:送来|发来|来|送|给|收到|有|到|装)了?(?:一|两|三|\\d)|不够数|数量不|[就只才](?:躺着|剩|有|见|装|拿到)?(?:了)?(?:一|两|三|\\d)[个盒袋瓶包件份]|少的那|忘[了记]?(?:装|放|给|发)|也没有"),
  DAMAGED("quality.damaged", "碎|破|漏|裂|压(?:坏|扁|烂|变形|碎)|挤(?:坏|扁|烂|爆)|磕|摔|瘪|洒|渗|撒|爆了|散了|断了|变形|烂了?包装"),
  SPOILED(
      "quality.spoiled",
      "烂|坏|霉|臭|馊|变质|变味|异味|发黑|黑[了心掉]|都黑|化[了冻掉开成]|全化|蔫|腐|酸了|发酸|长毛|发黏|发粘|哈喇|胀[包袋气]|生虫|长虫|过期|死了|不能吃|没法吃|发软|出水|血水|流水"),
  POOR(
      "quality.poor",
      "不甜|没(?:有)?(?:味|甜)|不新鲜|太小|[个头]+(?:太|好|特别|这么)?小|好小|难吃|不好吃|口感|太[酸老硬生涩柴淡]|[好很]酸|[好很]涩|太?生的|没熟|跟?(?:图|照片|描述|介绍|宣传).{0,4}(?:差|不|两)|质量差|品质"),
  NO_REASON(
      "",
      "不想要|不要了|买[多错重]|多买|重复|不喜欢|用不[上着]|吃不[完了]|没拆|未拆|后悔|不需要|不用了|无理由|家里(?:有|还有)|别人[给送]|下错|拍[错多]|换(?:一家|别的)|没用"),
  /** Nobody has said yet. */
  UNKNOWN("", "(?!)");

  private final String intent;
  private final Pattern words;

  Problem(String intent, String words) {
    this.intent = intent;
    this.words = Pattern.compile(words);
  }

  /** The problem that an intent is about; {@link #UNKNOWN} for a mere wish for money. */
  static Problem of(String intent) {
    for (Problem problem : values()) {
      if (!problem.intent.isEmpty() && problem.intent.equals(intent)) {
        return problem;
      }
    }
    return UNKNOWN;
  }

  /** The intent behind it, such as {@code quality.spoiled}; {@code refund.apply} for the others. */
  String intent() {
    return intent.isEmpty() ? "refund.apply" : intent;
  }

  /** 没坏 is no fault. */
  private static final Pattern DENIED =
      Pattern.compile("(?:没有?|并没|不是|又不|也没|倒没)(?:坏|烂|破|碎|臭|馊|变质|质量问题|问题)|完好|好好的");

  /** All that the words speak of. */
  static Set<Problem> in(String said) {
    String text = DENIED.matcher(said).replaceAll("");
    Set<Problem> found = EnumSet.noneOf(Problem.class);
    for (Problem problem : values()) {
      if (problem.words.matcher(text).find()) {
        found.add(problem);
      }
    }
    boolean weighed =
        WeightPair.in(text).stream()
            .anyMatch(mention ->
                mention.value() instanceof WeightPair.Both(int promised, int actual)
                    && actual < promised);
    if (weighed) {
      found.add(SHORT_WEIGHT);
    }
    return found;
  }

  /**
   * The one that the words speak of: the expected one where they do at all, else the surest.
   *
   * @param expected what the message as a whole is about
   */
  static Problem of(String text, Problem expected) {
    Set<Problem> found = in(text);
    if (found.contains(expected) || found.isEmpty()) {
      return expected;
    }
    // Spoiled goods that somebody no longer wants are spoiled goods.
    return found.iterator().next();
  }

  /** Why somebody wants a refund, in answer to the question; what names no fault is no fault. */
  static Optional<Problem> reason(FlowTurn turn) {
    Set<Problem> found = in(turn.text());
    Problem likeliest = likeliest(turn);
    if (found.contains(likeliest)) {
      return Optional.of(likeliest);
    }
    if (!found.isEmpty()) {
      return Optional.of(found.iterator().next());
    }
    return likeliest == UNKNOWN ? Optional.empty() : Optional.of(likeliest);
  }

  private static Problem likeliest(FlowTurn turn) {
    Problem best = UNKNOWN;
    double most = 0.3;
    for (Problem problem : values()) {
      double likely = problem.intent.isEmpty() ? 0 : turn.likely(problem.intent);
      if (likely > most) {
        most = likely;
        best = problem;
      }
    }
    return best;
  }
}
