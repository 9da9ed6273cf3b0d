package io.xianda.wechatdouble;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Temporary media (临时素材); the oldest go first. Thread-safe. */
final class Media {

  private static final int MOST = 200;

  private final Map<String, Kept> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
              return size() > MOST;
            }
          });

  /** One file. */
  @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
  record Kept(byte[] bytes, String type) {}

  String keep(byte[] bytes, String type) {
    String id = "media_" + UUID.randomUUID().toString().replace("-", "");
    kept.put(id, new Kept(bytes, type));
    return id;
  }

  Optional<Kept> find(String id) {
    return Optional.ofNullable(kept.get(id));
  }
}
