package io.xianda.intent.slot;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The patterns of addresses; all quantifiers are bounded. */
final class AddressWords {

  /** What stands before an address and would otherwise be read into its name. */
  private static final Pattern LEADS =
      Pattern.compile(
          "(?:收货|配送|送货|新|我|家里|家庭|公司|现在的?)?(?:地址|住址)(?:应该|要|给我|帮我)?(?:改|换|变|写|填|选)?(?:是|为|成|到|在|下)?"
              + "|(?:改|换|送|寄|发|搬|写|填|配|放|转|挪|移|变|选|拿|邮|投)(?:送|寄|去|货)?(?:一下|成|到|至|为|去|在|下|给)"
              + "|一下|麻烦|帮忙|帮我|我们?(?:家|公司|单位)?(?:在|住)?|住在?|不是|而是|应该是?|就是|师傅|到时候?|谢谢|现在|今天|明天|以后");

  /** A character of a name: none of those that stand between names. */
  private static final String N =
      "(?:[一-龥&&[^到在是把我你给的了送改寄换址请那这他她吗呢吧啊呀但让错没有不再也都又个知半走上去]]|(?<=成)都|有(?=恒)|上(?=海|城|塘|思|南)|不(?=夜))";

  private static final String SMALL = "(?:\\d{1,3}|[一二三四五六七八九十]{1,3})";

  private static final String CITIES =
      "北京|上海|天津|重庆|杭州|苏州|南京|宁波|无锡|常州|嘉兴|湖州|绍兴|南通|昆山|温州|金华|合肥|武汉|广州|深圳|成都|西安|厦门|青岛|郑州|长沙";

  private static final String PROVINCE = "(?:(?:浙江|江苏|安徽|广东|福建|山东|湖北|湖南|四川|河南|河北|江西|陕西)省?)?";

  private static final String CITY =
      "(?<city>(?:" + CITIES + ")(?!路|东路|西路|南路|北路|中路|大道|街)市?|" + N + "{2,3}(?<!城)市(?![场民区中面价政]))?";

  /** Districts of the shop's cities, which people name without 区. */
  private static final String SHORT_DISTRICTS =
      "浦东|闵行|徐汇|静安|黄浦|长宁|普陀|虹口|杨浦|宝山|嘉定|松江|青浦|奉贤|滨江|余杭|西湖|拱墅|上城|下城|江干|萧山|钱塘|临平|临安|富阳|园区|吴中|姑苏|虎丘|相城|吴江";

  private static final String ROAD_END = "(?:大道|大街|公路|[东西南北中]?路|街(?!道)|巷|胡同)";

  private static final String ESTATE_END =
      "(?:小区|花园|花苑|公寓|家园|新村|新苑|佳苑|嘉园|雅苑|华庭|豪庭|名苑|名邸|公馆|华府|国际|广场|大厦|大楼|写字楼|中心|产业园|科技园|软件园|创意园|工业园|园区|小镇|山庄|别墅|宿舍|大学|学校|医院|苑|城|湾|府|郡|墅|里|庭|园|寓|坊)";

  private static final String DISTRICT =
      "(?<district>(?:"
          + N
          + "{1,5}?(?:新区|工业园区|高新区|开发区|(?<![小社片景厂地校战专])区|县(?!城))|(?:工业园区|"
          + SHORT_DISTRICTS
          + ")(?!区|[东西南北中]?路|[东西南北中]?街|大|站|店|仓|机))(?: ?"
          + N
          + "{2,4}?(?:街道|镇(?!江|海)|乡))?|"
          + N
          + "{2,3}?(?:街道|镇(?!江|海)))?";

  private static final String ROAD =
      "(?<road>" + N + "{1,7}?" + ROAD_END + "(?![上口过边线程费])(?:[东西南北中一二三四五]段)?)?";

  private static final String NUMBER =
      "(?<number>\\d{1,5}(?:-\\d{1,4})?(?:号院?(?!楼|线|仓|店|门店|机)|弄(?: ?(?:\\d{1,4}|[一二三四五六七八九十]{1,3})号(?!楼))?)|[一二三四五六七八九十百]{1,5}(?:号(?!楼|线|仓)|弄))?";

  /** A road is followed by its number even where 号 is left out. */
  private static final String BARE_NUMBER = "(?<number>\\d{1,5})(?!\\d|[.-]|[元块斤点分个盒号弄米公站栋幢])";

  private static final String ESTATE =
      "(?<estate>(?!号|弄)"
          + N
          + "{1,9}?"
          + ESTATE_END
          + "(?:[一二三四五六七八九十东西南北\\d]{1,2}(?:期|区|苑|村))?"
          // 绿城 in 绿城桂花园 is not the whole name yet.
          + "(?=[ ,]?(?:[\\da-z]|[一二三四五六七八九十甲乙丙丁])|[^一-龥]|[吧呢吗啊了里门楼北南东西]|$))?";

  private static final String BUILDING =
      "(?<building>(?:"
          + SMALL
          + "|[a-z]\\d{0,2})(?:号楼|栋楼?|幢|座|#楼?|号(?=\\d{3,4}室?|[a-z]?\\d{1,2}单元|[一二三四五六七八九十]单元))|(?<=[一-龥])[a-z]座)?";

  private static final String UNIT = "(?<unit>(?:" + SMALL + "|[甲乙丙丁a-z])单元)?";

  private static final String FLOOR = "(?:" + SMALL + "(?:楼|层) ?)?";

  private static final String ROOM =
      "(?<room>\\d{1,3}-\\d{1,2}-\\d{3,4}(?:室)?|\\d{1,3}-\\d{3,4}(?:室)?|[a-z]?\\d{3,4}[a-z]?(?![a-z])(?:室|房|号房|户)?|\\d{1,2}室)?(?![\\d.]|[元块克斤盒号件分年月点弄米])";

  private static final String GAP = "[ ,]?";

  private static final String AREA = PROVINCE + GAP + CITY + GAP + DISTRICT + GAP;

  private static final String DOOR = GAP + BUILDING + GAP + UNIT + GAP + FLOOR + ROOM;

  /** From the fullest to the barest; the first that leads to a door counts. */
  static final List<Pattern> FORMS =
      List.of(
          Pattern.compile(AREA + ROAD + GAP + NUMBER + GAP + ESTATE + DOOR),
          Pattern.compile(
              AREA
                  + ROAD.substring(0, ROAD.length() - 1)
                  + " ?"
                  + BARE_NUMBER
                  + "(?<estate>(?!)x)?(?<building>(?!)x)?(?<unit>(?!)x)?(?<room>(?!)x)?"),
          Pattern.compile(AREA + "(?<road>(?!)x)?" + ESTATE + GAP + NUMBER + DOOR));

  private AddressWords() {}

  /** The text with as many commas in the place of what only leads to an address. */
  static String withoutLeads(String text) {
    StringBuilder out = new StringBuilder(text);
    Matcher lead = LEADS.matcher(text);
    while (lead.find()) {
      out.replace(lead.start(), lead.end(), ";".repeat(lead.end() - lead.start()));
    }
    return out.toString();
  }
}
