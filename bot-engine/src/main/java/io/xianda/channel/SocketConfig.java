package io.xianda.channel;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** Where the WebSocket is, and what a frame may be. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SocketConfig implements WebSocketConfigurer {

  /** In bytes. */
  static final int LARGEST_FRAME = 16 * 1024;

  private static final long IDLE_MS = 90_000;

  private final ChatSocket chatSocket;

  SocketConfig(ChatSocket chatSocket) {
    this.chatSocket = chatSocket;
  }

  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    // The default allows the page's own origin only; the token in the first frame decides the rest.
    registry.addHandler(chatSocket, "/ws");
  }

  @Bean
  ServletServerContainerFactoryBean webSocketLimits() {
    var limits = new ServletServerContainerFactoryBean();
    limits.setMaxTextMessageBufferSize(LARGEST_FRAME);
    limits.setMaxBinaryMessageBufferSize(LARGEST_FRAME);
    limits.setMaxSessionIdleTimeout(IDLE_MS);
    return limits;
  }
}
