package io.xianda.wechat;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The API of each configured app. */
@Component
class WechatApis implements AutoCloseable {

  private final Map<String, WechatApi> apis;

  WechatApis(WechatSettings settings, Clock clock) {
    this.apis =
        settings.apps().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    app ->
                        new WechatApi(
                            app.getValue(), settings.address(), settings.timeout(), clock)));
  }

  /**
   * @throws IllegalArgumentException when the app is no longer configured
   */
  WechatApi of(AppName app) {
    WechatApi api = apis.get(app.value());
    if (api == null) {
      throw new IllegalArgumentException("app " + app + " is no longer configured");
    }
    return api;
  }

  @Override
  public void close() {
    apis.values().forEach(WechatApi::close);
  }
}
