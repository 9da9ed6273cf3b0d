package io.xianda.wechatdouble;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The double as a part of the service, with the page that plays the phone. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("xianda.wechat-double.enabled")
class WechatDoubleConfig implements WebMvcConfigurer {

  @Bean
  WechatDouble wechatDouble(WechatDoubleSettings settings, Clock clock) {
    var wechat = new WechatDouble(clock, settings.asAccounts());
    wechat.callbacks().goTo(settings.service());
    return wechat;
  }

  @Bean
  DoubleServer doubleServer(WechatDouble wechat, WechatDoubleSettings settings) {
    return new DoubleServer(wechat, settings.port());
  }

  @Override
  public void addViewControllers(ViewControllerRegistry views) {
    views.addViewController("/demo/wechat").setViewName("forward:/demo/wechat/index.html");
    views.addViewController("/demo/wechat/").setViewName("forward:/demo/wechat/index.html");
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry files) {
    files.addResourceHandler("/demo/wechat/index.html").addResourceLocations("classpath:/static/");
  }
}
