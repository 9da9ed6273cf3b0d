package io.xianda.photo;

import io.xianda.conversation.Vault;
import io.xianda.storage.Keys;
import io.xianda.storage.StorageSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PhotoConfig {

  @Bean
  PhotoMac photoMac(Keys keys) {
    return new PhotoMac(keys.photoKey());
  }

  @Bean
  Photos photos(StorageSettings storage, Vault vault, PhotoMac mac) {
    return new Photos(storage.photos(), vault, mac);
  }

  @Bean
  PhotoLinks photoLinks(PhotoMac mac, Clock clock) {
    return new PhotoLinks(mac, clock);
  }
}
