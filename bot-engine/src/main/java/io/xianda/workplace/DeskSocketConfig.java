package io.xianda.workplace;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** Where the desk's WebSocket is; its limits are those of all. */
@Configuration(proxyBeanMethods = false)
class DeskSocketConfig implements WebSocketConfigurer {

  private final DeskSocket deskSocket;

  DeskSocketConfig(DeskSocket deskSocket) {
    this.deskSocket = deskSocket;
  }

  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    registry.addHandler(deskSocket, "/ws/desk");
  }
}
