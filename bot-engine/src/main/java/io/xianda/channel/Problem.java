package io.xianda.channel;

import org.springframework.http.HttpStatus;

/** What can be wrong with a request: a stable type for programs, and Chinese words for people. */
enum Problem {
  MALFORMED(HttpStatus.BAD_REQUEST, "malformed", "请求格式不对", "请求内容读不懂，请检查 JSON 格式和编码。"),
  INVALID(HttpStatus.BAD_REQUEST, "invalid", "请求内容不对", "请求里有缺少的或不合规的内容。"),
  EMPTY_MESSAGE(HttpStatus.BAD_REQUEST, "empty-message", "消息是空的", "说点什么再发送吧。"),
  TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "too-large", "内容太大", "一次发送的内容太大了，请分开发送。"),
  UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "unauthorized", "需要登录", "请先获取会话再发消息。"),
  TOKEN_EXPIRED(HttpStatus.UNAUTHORIZED, "token-expired", "登录已过期", "会话已过期，请重新进入。"),
  NO_CONVERSATION(HttpStatus.NOT_FOUND, "no-conversation", "没有这个会话", "没有找到这个会话，请重新进入。"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "not-found", "没有这个页面", "您访问的地址不存在。"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", "不支持的操作", "这个地址不支持这种操作。"),
  UNSUPPORTED(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      "unsupported-media-type",
      "不支持的格式",
      "请用 application/json 发送。"),
  CLOSED(HttpStatus.CONFLICT, "conversation-closed", "会话已结束", "这个会话已经结束，请开始新的会话。"),
  NO_RATING_DUE(HttpStatus.CONFLICT, "no-rating-due", "现在不能评价", "这次服务还没有结束，或者已经过了评价时间。"),
  NO_ANSWER(HttpStatus.NOT_FOUND, "no-answer", "没有这条回复", "只能评价智能客服的回复，这里没有。"),
  PHOTO_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "photo-too-large", "图片太大", "图片请不要超过 10MB，压缩一下再发吧。"),
  TOO_MANY_PIXELS(
      HttpStatus.UNPROCESSABLE_CONTENT, "too-many-pixels", "图片太大", "这张图片的尺寸太大了，换一张小一点的再发吧。"),
  HEIC(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "heic",
      "这种格式打不开",
      "这张是 HEIC 格式，我这边打不开。麻烦在手机相机设置里选“兼容性最佳”再拍一张，或者直接发一张截图。"),
  NO_PHOTO(
      HttpStatus.UNPROCESSABLE_CONTENT, "no-photo", "图片打不开", "这个文件不是能打开的图片，麻烦换一张 JPG 或 PNG 的。"),
  UNKNOWN_PHOTO(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-photo", "没有这张图片", "没有找到这张图片，麻烦重新上传一次。"),
  BUSY(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "暂时不可用", "服务暂时不可用，请稍后再试；已发送成功的消息不会丢失。"),
  FAILED(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "出了点问题", "抱歉，出了点问题，请稍后再试。");

  private final HttpStatus status;
  private final String type;
  private final String title;
  private final String detail;

  Problem(HttpStatus status, String type, String title, String detail) {
    this.status = status;
    this.type = type;
    this.title = title;
    this.detail = detail;
  }

  HttpStatus status() {
    return status;
  }

  /** For programs; never changes. */
  String type() {
    return "urn:xianda:problem:" + type;
  }

  String title() {
    return title;
  }

  String detail() {
    return detail;
  }
}
