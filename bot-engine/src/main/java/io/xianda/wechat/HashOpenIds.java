package io.xianda.wechat;

import io.xianda.storage.KeyedHash;
import io.xianda.storage.Keys;
import org.springframework.stereotype.Component;

/**
 * Texts by which somebody can be found without being known, under a key of the installation, which
 * is not in the database. Thread-safe.
 */
@Component
class HashOpenIds {

  private final KeyedHash hash;

  HashOpenIds(Keys keys) {
    this.hash = new KeyedHash(keys.wechatKey());
  }

  /** 64 hexadecimal digits of several texts, in their order. */
  String of(String... texts) {
    return hash.of(texts);
  }
}
