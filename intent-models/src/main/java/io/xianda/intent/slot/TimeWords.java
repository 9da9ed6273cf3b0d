package io.xianda.intent.slot;

import java.util.regex.Pattern;

/** The patterns of times; all are bounded, and tried where the one before has ended. */
final class TimeWords {

  private static final String NUMBER =
      "(?:(?<![\\d.])\\d{1,3}(?:\\.5)?|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两俩三四五六七八九半几])";

  private static final String HOUR =
      "(?:(?<![\\d.:])(?:[01]?\\d|2[0-4])|(?<![零一二三四五六七八九十百几])(?:二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九]))";

  /** Goods, money and shares that may follow a number. */
  private static final String NO_UNIT = "(?![\\d.]|[块元斤折份盒袋个件单克兜箱%]|块钱)";

  private static final String MINUTE =
      "(?:半(?![价斤箱盒个天数份袋包只路])|[一三]刻钟?|整|(?:[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])分?|[0-5]?\\d分(?!钟[内后以之前])|[0-5]\\d"
          + NO_UNIT
          + ")";

  static final Pattern NEAR_DAY =
      Pattern.compile(
          "大前[天日]|大后[天日]|(?<!提|以|之)前[天日]|(?<!以|之|最|然|随|事)后[天日]|[今明昨](?:[天日]|儿(?!子|童|媳|歌))");

  /** 今晚, 明早: the part of the day follows. */
  static final Pattern SHORT_DAY =
      Pattern.compile("(?:[今明昨]|(?<![以之])前(?=[晚]))(?=早|晚|晨|夜|中午|上午|下午|傍晚)");

  static final Pattern WEEKDAY =
      Pattern.compile(
          "(?<![一两二三四五每半几\\d]个?)(?<which>上上|下下|上|下|这|本)?个?(?:周|星期|礼拜)(?<day>[一二三四五六日天]|[1-7](?!\\d|[天个次]))(?!年|岁|次)");

  static final Pattern WEEK =
      Pattern.compile("(?<which>上上|下下|上|下|这|本)(?:一?个)?(?:周|星期|礼拜)(?<end>末)?|(?<bare>(?<!每)周末)");

  static final Pattern FULL_DATE =
      Pattern.compile(
          "(?:(?<!\\d)(?<year>20\\d\\d)[-年/.] ?)?(?:(?<!\\d|\\.)(?<month>1[0-2]|0?[1-9])|(?<cmonth>十[一二]?|[一二三四五六七八九]))月(?:份)?(?:(?<day>3[01]|[12]\\d|0?[1-9])|(?<cday>二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九]))[日号]?(?!\\d|[个斤块元])");

  static final Pattern ISO_DATE =
      Pattern.compile(
          "(?<![\\d-])(?<year>20\\d\\d)[-/.](?<month>1[0-2]|0?[1-9])[-/.](?<day>3[01]|[12]\\d|0?[1-9])(?![\\d-])");

  static final Pattern DAY_OF_MONTH =
      Pattern.compile(
          "(?<![\\d.\\-]|[路弄街道巷栋幢第楼区村元园苑十])(?:(?<day>3[01]|[12]\\d|0?[1-9])|(?<cday>二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九]))号(?![楼栋幢门线店仓口码单机院库柜桌线室房铺员商摊宿床车座球箱盒冰])");

  /** 6.18 and 6/18 are dates only where something beside them says so. */
  static final Pattern POINT_DATE =
      Pattern.compile(
          "(?<![\\d.\\-/])(?<month>1[0-2]|0?[1-9])[./-](?<day>3[01]|[12]\\d|0?[1-9])(?<sure>[号日])?(?![\\d.\\-/])");

  static final Pattern DATE_HINT_AFTER =
      Pattern.compile(
          " ?(?:那[天日]|当[天日]|下的?单|的?(?:那单|订单)|送达|送货|送[来到过]|送(?!的)|之前送|前送|大促|(?:早上|上午|中午|下午|晚上))");
  static final Pattern DATE_HINT_BEFORE =
      Pattern.compile("(?:日期|时间|[改约换挪推延]到|改成|换成|改为|改在|预约|预定)(?:是|为)?[: ]?$");

  static final Pattern ABOUT_DAYS =
      Pattern.compile(
          "(?<before>(?<!之|以|提|排)前)(?:(?<bn>[两三])天|几天)|(?<pass>(?<![超通经不])过(?:个|上)?)(?:(?<pn>[一二两三四五六七八九十]|\\d{1,2})天|(?<few>几天|几日|阵子|段时间))(?!了)");

  static final Pattern PART =
      Pattern.compile(
          "(?<!每天|天天)(?:凌晨|后半夜|半夜|深夜|夜里|夜间|大清早|大早上|一大早|一早|清早|清晨|早晨|早上|上午|大中午|中午|午间|正午|下午|午后|傍晚|大晚上|晚上|晚间)(?!好(?!像|不|多)|快乐|饭)");

  /** Only right after a day. */
  static final Pattern SHORT_PART =
      Pattern.compile("晚上?(?![点些饭安餐了会饮辈]|一[点些会])|早(?![点些饭餐已就安晚]|一[点些])|晨|夜");

  static final Pattern BEFORE_CLOCK =
      Pattern.compile(
          "(?<latest>最晚|最迟|不晚于|不超过|赶在)|(?<earliest>最早|不早于|过了?)|(?<about>大概|大约|差不多|约摸|约)");

  static final Pattern CLOCK =
      Pattern.compile(
          "(?:(?<h>"
              + HOUR
              + ")(?:点钟|点(?!数|单|评|击|赞|餐|名|卡|子)|时(?!间|候|段|常|长|令)(?=[\\d整半一-龥]{0,3}分|半|整|$|[,。送前后之以到左]))(?: ?(?<m>"
              + MINUTE
              + "))?|(?<![\\d:.])(?<dh>[01]?\\d|2[0-4]):(?<dm>[0-5]\\d)(?::[0-5]\\d)?(?![\\d:]))");

  /** 3-5点, 三到五点; and 六七点. */
  static final Pattern HOUR_TO =
      Pattern.compile("(?<h>" + HOUR + ") ?(?:到|至|-|~) ?(?=" + "(?:下午|晚上|中午|上午)?" + HOUR + "点)");

  static final Pattern TWO_HOURS =
      Pattern.compile("(?<![一二两三四五六七八九十])(?<h>[一二三四五六七八九])(?<u>[二三四五六七八九])点(?!建议|要求|意见)钟?");

  static final Pattern TO = Pattern.compile(" ?(?:到|至|-|~) ?");

  static final Pattern AFTER_CLOCK =
      Pattern.compile(
          "(?:钟)?(?: ?(?<around>左右|前后|上下|来钟|多钟?|的样子)(?!久|少|点了))?(?: ?(?:(?<before>以前|之前|前(?![天面台几年晚])|截止)|(?<after>以后|之后|过后|后(?![天悔面来续半])|开始)))?");

  /** What makes of 一点 and 两点 a time of the clock and no little bit, no remark. */
  static final Pattern CLOCK_GOES_ON =
      Pattern.compile(
          " ?(?:钟|左右|前后|上下|多|以前|之前|前(?![天面台几])|以后|之后|后(?![天悔面来续半])|那单|那个(?:时|单|预|订|能))|(?:送|取|来取|到家|能到|下班|出门|开门|关门|要出|才|吧|[呢吗?!,。]?$)");

  static final Pattern NO_CLOCK_AFTER =
      Pattern.compile(
          "(?:建议|要求|意见|问题|说明|原因|希望|疑问|疑惑|诉求|优惠|积分|击|赞|诚意|心意|[\\d一二三四五六七八九]折)|[:：](?!\\d)");

  static final Pattern SETS_CLOCK =
      Pattern.compile("(?:^|[,。、;!? ]|[改约挪推延换等]到|改成|换成|预约|快|都|要|[在从就到至约等是过])$");

  /** Fewer words than {@link #SETS_CLOCK}: 快一点 and 就一点 are no times. */
  static final Pattern SETS_ONE = Pattern.compile("(?:^|[,。、;!? ]|[改约挪推延换等]到|改成|换成|预约|[约在])$");

  static final Pattern CHANGES_BY = Pattern.compile("[降涨扣跌第](?:了|价)?$");

  static final Pattern RELATIVE =
      Pattern.compile(
          "(?<pass>(?<![超通经不])过(?!去))?(?<n>"
              + NUMBER
              + ")(?<half>个半)?(?<many>来|多)?个?(?<unit>小时|钟头|分钟|刻钟|天|周|星期|礼拜|个月)(?<more>半)?(?:左右)?(?:的?时间)?(?:(?<after>以后|之后|过后|后(?![天悔面来续半]))|(?<within>以内|之内|内|里面)|(?<before>以前|之前|前(?![天面台几])))?");

  static final Pattern JUST_NOW = Pattern.compile("刚刚|刚才|方才");

  static final Pattern LATER =
      Pattern.compile(
          "(?:再|稍|稍微)?(?:晚|迟)(?:一?点儿?(?!了)|一?些)|[等过待](?:一?会儿?|下(?!单|去|来|班|次))|一会儿?(?!员)|稍后|回头再?送|(?:推迟|延后)(?!到|至)|[往向]后(?:推|拖|延|挪)(?!到|至)");

  static final Pattern EARLIER =
      Pattern.compile(
          "(?<![吃卖买])(?:再|稍|稍微)?早(?:一?点儿?(?![铺摊]|了)|一?些)|(?:提早|提前)(?:一?点儿?|一?些)?(?!到|至|[一两半\\d])|尽早|趁早|赶早|[往向]前(?:提|挪)(?!到|至)");

  /** What has been done makes of a time that is open the last one. */
  static final Pattern DONE =
      Pattern.compile(
          "[^,。!?;]{0,4}?(?:(?:下|买|拍|付|订|定|送|收|到|签收|提交|申请|取)(?:过?的|了)|的(?:那[单笔个]|订单|单)|(?:就|才)?(?:下单|付款|付钱)了|已经)");

  private TimeWords() {}
}
