package io.xianda.gaps;

/**
 * What a mainland address looks like, for masking it: something that leads to a door or a gate. A
 * city or a district alone is none. Every quantifier is bounded and the parts of an area are
 * atomic, so that no text makes it slow.
 */
final class PostalAddress {

  /** A character of a name: none of those that stand between the words and the address. */
  private static final String N = "[一-龥&&[^到在是把我你您给的了区送改寄换址请那这他她它们吗呢吧啊呀住来去发往从没不就说填写成为叫让被拿放]]";

  private static final String NUMERAL = "(?:\\d{1,4}|[一二三四五六七八九十百]{1,4})";

  private static final String GAP = "[ ,;]?";

  private static final String AREA = "(?>" + N + "{2,6}?(?:省|市|自治区|新区|区|县|镇|乡|街道|村)" + GAP + ")";

  private static final String ROAD = "(?>" + N + "{1,8}?(?:大道|大街|公路|(?<!半)路|街(?!道)|巷|胡同))";

  private static final String NUMBER =
      "(?:\\d{1,5}(?:-\\d{1,4})?|[一二三四五六七八九十百]{1,5})(?:号院|号|弄)(?!楼|线|仓|店)";

  private static final String KNOWN_ESTATE =
      "(?:小区|花园|花苑|公寓|家园|新村|新苑|佳苑|嘉园|雅苑|华庭|豪庭|名苑|公馆|华府|国际|广场|大厦|大楼|写字楼|中心|产业园|科技园|软件园|工业园|园区|山庄|别墅|宿舍|大学|学校|医院)";

  private static final String ESTATE =
      "(?:"
          + N
          + "{1,10}?(?:"
          + KNOWN_ESTATE
          + "|苑|城|湾|府|郡|墅|里|庭|园|寓|坊|村))"
          + "(?:"
          + NUMERAL
          + "(?:期|区))?";

  private static final String DOOR =
      "(?:(?:" + NUMERAL + "|[a-z甲乙丙丁]\\d?)(?:号楼|栋楼?|幢|座|#楼?|单元|楼|层|号房|室|户))";

  private static final String SHORT_DOOR = "(?:[a-z]?\\d{1,3}-(?:\\d{1,2}-)?\\d{3,4}室?)";

  private static final String ROOM = "(?:" + GAP + "\\d{2,4}室?(?![\\d元块斤克盒件点分]))?";

  private static final String DOORS = "(?:" + GAP + DOOR + "){1,5}" + ROOM;

  /** A road with a number, whatever follows it. */
  private static final String BY_ROAD =
      ROAD
          + GAP
          + NUMBER
          + "(?:"
          + GAP
          + ESTATE
          + ")?(?:"
          + GAP
          + DOOR
          + "){0,5}"
          + "(?:"
          + GAP
          + SHORT_DOOR
          + ")?"
          + ROOM;

  /** An estate with a building, a room, or (where its name leaves no doubt) a number. */
  private static final String BY_ESTATE =
      ESTATE + "(?:" + GAP + NUMBER + ")?(?:" + DOORS + "|" + GAP + SHORT_DOOR + ")";

  /** A road or an estate of a district. */
  private static final String IN_DISTRICT = "(?:" + ROAD + "|" + ESTATE + ")";

  /** Nothing but doors: 3栋2单元501. */
  private static final String BY_DOORS =
      DOOR + "(?:" + GAP + DOOR + "){1,4}" + ROOM + "|" + NUMERAL + "(?:号楼|栋|幢)\\d{3,4}室?(?!\\d)";

  static final String REGEX =
      AREA
          + "{0,4}(?:"
          + BY_ROAD
          + "|"
          + BY_ESTATE
          + ")|"
          + AREA
          + "{1,4}"
          + IN_DISTRICT
          + "|"
          + BY_DOORS;

  private PostalAddress() {}
}
