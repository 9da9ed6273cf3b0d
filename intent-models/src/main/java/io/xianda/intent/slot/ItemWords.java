package io.xianda.intent.slot;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The words with which shoppers speak of items. */
final class ItemWords {

  /** Single characters that name a food by themselves, as in 虾都死了 or 那个莓. */
  static final String FOODS = "莓虾蟹鱼芒蛋奶米油瓜肉鸡鸭鹅牛羊猪菜笋菇菌面桃梨橙橘柑柚枣葱姜蒜椒薯藕贝螺蛤参茄豆糕糖茶果萄蕉榴杏李柿栗藻腐鲍鱿蚝";

  /** 蟹蟹 is a way of thanks, 奶奶 a person, 果果 and 糖糖 a child. */
  static final String NEVER_DOUBLED = "蟹奶果糖豆米李油面";

  /** Parts of names that stand for many things; only with 的, 那 or 这 behind do they mean an item. */
  static final Set<String> COMMON =
      Set.of(
          "有机", "新鲜", "冷冻", "冷藏", "进口", "国产", "海南", "东北", "山东", "云南", "新疆", "智利", "丹东", "五常", "赣南",
          "农家", "精品", "优选", "特级", "大号", "小号", "香草", "原味", "速冻", "鲜活", "散养", "澳洲", "泰国", "越南", "本地",
          "阳光", "生态", "绿色", "无糖", "低脂", "全脂", "盒装", "袋装", "即食", "去皮", "无骨", "带骨", "半成", "整只", "家庭");

  /**
   * Other words for what a name says: any of these characters or words in a name makes it meant.
   */
  static final Map<String, List<String>> OTHER_WORDS =
      Map.ofEntries(
          Map.entry("芒果", List.of("芒")),
          Map.entry("螃蟹", List.of("蟹")),
          Map.entry("大虾", List.of("虾")),
          Map.entry("虾子", List.of("虾")),
          Map.entry("虾仔", List.of("虾")),
          Map.entry("鸡蛋", List.of("鸡蛋", "土蛋", "草蛋")),
          Map.entry("面条", List.of("挂面", "面条", "拉面")),
          Map.entry("牛肉", List.of("牛腩", "牛排", "牛腱", "牛里脊", "肥牛", "牛柳")),
          Map.entry("猪肉", List.of("猪", "五花", "排骨")),
          Map.entry("里脊肉", List.of("里脊")),
          Map.entry("羊肉", List.of("羊")),
          Map.entry("鸡肉", List.of("鸡胸", "鸡腿", "三黄鸡", "土鸡")),
          Map.entry("鱼肉", List.of("鱼")),
          Map.entry("刺身", List.of("刺身")),
          Map.entry("樱桃", List.of("车厘子", "樱桃")),
          Map.entry("车里子", List.of("车厘子")),
          Map.entry("车厘子", List.of("樱桃")),
          Map.entry("番茄", List.of("西红柿")),
          Map.entry("西红柿", List.of("番茄")),
          Map.entry("土豆", List.of("马铃薯")),
          Map.entry("马铃薯", List.of("土豆")),
          Map.entry("冰激凌", List.of("冰淇淋", "雪糕")),
          Map.entry("冰激淋", List.of("冰淇淋")),
          Map.entry("冰淇凌", List.of("冰淇淋")),
          Map.entry("雪糕", List.of("冰淇淋")),
          Map.entry("奇异果", List.of("猕猴桃")),
          Map.entry("猕猴桃", List.of("奇异果")),
          Map.entry("地瓜", List.of("红薯")),
          Map.entry("红薯", List.of("地瓜")),
          Map.entry("包菜", List.of("卷心菜")),
          Map.entry("小番茄", List.of("圣女果")),
          Map.entry("圣女果", List.of("小番茄")),
          Map.entry("食用油", List.of("油")),
          Map.entry("菜油", List.of("菜籽油")),
          Map.entry("草梅", List.of("草莓")),
          Map.entry("波菜", List.of("菠菜")));

  /** What may stand before a single character that means an item. */
  static final Pattern STARTS_WORD =
      Pattern.compile(
          "(?:^|[ ,。!?;:、]|[那这][个盒袋箱些条只包份瓶块斤]?|[0-9一二两三四五六七八九十半几][个盒袋箱条只包份瓶块斤]|[的了我买给把退换要是说跟和]|(?<!东|一)些|你们?)$");

  /** What may stand behind it, and behind the first half of a name (红颜烂了). */
  static final Pattern ENDS_WORD =
      Pattern.compile("$|[ ,。!?;:、]|[都也是不没有怎烂坏死臭化退少呢吗吧了的还全和跟太能要给发到很好碎漏生发变有馊苦酸冻破空裂软蔫黄断缺漏拆退啊呀哦]");

  /** Behind a common part of a name: 有机的那个, 冷冻那袋. */
  static final Pattern POINTED_AT = Pattern.compile("的?[那这](?!么|样|里|边|边)|的(?:$|[,。!?、]|[烂坏化臭退没有])");

  /** Another thing that is made of an item or tastes of it: 草莓味的酸奶, 牛奶蛋糕. */
  static final Pattern FLAVOUR = Pattern.compile("口?味(?!道)|口感的|蛋糕|酱|面包|酸奶|饼干?|罐头|卷|饺|苗");

  static final String PIECE = "(?:个|样|件|种|款|项|盒|袋|箱|份|瓶|包|条|只|行|列|排|道|商品|菜(?!单))";

  static final Pattern ORDINAL =
      Pattern.compile(
          "(?<last>倒数)?第(?<n>"
              + Numerals.SMALL
              + ")(?:"
              + PIECE
              + ")"
              + "|最[后末](?:那|一|那一|的)?(?:"
              + PIECE
              + ")(?<end>)"
              + "|(?<dir>最[上下前后](?:面|边|头)?|(?<![以之])[上下前后](?:面|边|头)|(?<![以之马路])[上下前后](?=一[个件款盒]))(?:的|那|这|的那|一|那一)(?:"
              + PIECE
              + ")"
              + "|(?<edge>最[上下前后](?:面|边|头))(?:的)?"
              + "|(?<head>头一)"
              + PIECE
              + "|(?<side>[前后]|(?:上|下)面)(?:那|的)?(?<k>[两俩二三四五六])"
              + PIECE);

  static final Pattern ALL =
      Pattern.compile(
          "(?<n>[两俩三仨四五六七八九])(?:个|样|种|件|款|项)?(?:商品|东西|菜|水果)?(?:我)?(?:都|全)(?!是不)"
              + "|(?<every>全部|全都|所有(?:的?(?:商品|东西|菜|货)|都|的(?=都|全|[,。!]|$))|每[一]?[样件种个](?!人|月|小时|星期|礼拜))(?:都)?");

  /** 个 left out it must be 俩 or 仨: 两都 is nothing. */
  static final Pattern COUNTS_WITHOUT_PIECE = Pattern.compile("[俩仨].*|.[个样种件款项商东菜水].*");

  // ---- what sets an item aside

  static final Pattern NOT_BEFORE =
      Pattern.compile("(?:(?<!是)不是|并不是|没说)(?:说|指|是|那个|那盒|那|这个|我的|我说的)?$");

  /** Only beside another item: 不退草莓了 alone is about the strawberries. */
  static final Pattern LEFT_OUT_BEFORE = Pattern.compile("(?:不用?|不要|别)(?:退|换)(?:那个|那盒|那)?$");

  static final Pattern FINE_AFTER =
      Pattern.compile(
          "(?:那个|那盒|都|是|倒)?(?:没问题|没事|没坏|没烂|(?:是|挺|还|都)?好的|还好|(?:不用|不要|不)(?:退|换)(?=$|[,。了!吧 ]))");

  static final Pattern WRONG_BETWEEN = Pattern.compile("不对|说错|打错|写错|选错了|哦不|噢不|不不|应该是|改成|换成");

  static final Pattern EXCEPT_BEFORE = Pattern.compile("(?:除了?|除去|除开)(?:那个|那盒)?$");

  private ItemWords() {}
}
