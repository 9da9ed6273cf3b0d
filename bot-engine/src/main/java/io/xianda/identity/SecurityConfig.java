package io.xianda.identity;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.SecurityContext;
import io.xianda.storage.Keys;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import tools.jackson.databind.json.JsonMapper;

/** Which address needs what, in one list. What is not named is refused. */
@Configuration(proxyBeanMethods = false)
class SecurityConfig {

  private static final String API = "/api/v1/";
  private static final String SESSIONS = API + "sessions";
  private static final String DEMO_SHOPPERS = API + "demo/shoppers";
  private static final String DEMO_STAFF = API + "demo/staff";
  private static final String PHOTOS = API + "photos/";
  private static final String DEMO_RESET = API + "demo/reset";
  private static final BearerTokenResolver TOKEN_IN_HEADER = new DefaultBearerTokenResolver();

  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src 'self' ws: wss:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

  /** The API page builds its styles in the browser. */
  private static final String API_PAGE_POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'self'";

  @Bean
  SecurityFilterChain addresses(HttpSecurity http, JwtDecoder shoppers, StaffTokens staff)
      throws Exception {
    AuthenticationManager knowsShoppers =
        new ProviderManager(new JwtAuthenticationProvider(shoppers));
    AuthenticationManager knowsStaff = knowsStaff(staff);
    return http.authorizeHttpRequests(
            requests -> {
              for (StaffDoors.Door door : StaffDoors.TABLE) {
                requests
                    .requestMatchers(door.method(), door.path())
                    .hasAnyAuthority(door.authorities());
              }
              requests
                  .requestMatchers(StaffDoors.ALL + "**")
                  .denyAll()
                  // Only where this is the demo; what answers says so itself.
                  .requestMatchers(HttpMethod.POST, DEMO_STAFF, DEMO_RESET)
                  .permitAll()
                  // The link to a picture is signed.
                  .requestMatchers(HttpMethod.GET, PHOTOS + "*")
                  .permitAll()
                  // It has a token of its own, which it asks for itself.
                  .requestMatchers("/demo/merchant/v1/**")
                  .permitAll()
                  // The page and its parts hold nothing of anybody.
                  .requestMatchers(
                      HttpMethod.GET, "/", "/index.html", "/chat.css", "/chat.js", "/favicon.svg")
                  .permitAll()
                  // A session is where a token comes from.
                  .requestMatchers(HttpMethod.POST, SESSIONS)
                  .permitAll()
                  .requestMatchers(HttpMethod.GET, DEMO_SHOPPERS)
                  .permitAll()
                  // The first frame carries the token, since browsers send no header with a
                  // WebSocket.
                  .requestMatchers(HttpMethod.GET, "/ws")
                  .permitAll()
                  .requestMatchers(
                      HttpMethod.GET, "/api", "/swagger-ui/**", "/v3/api-docs", "/v3/api-docs/**")
                  .permitAll()
                  // Whoever watches over the service asks without a token; details are not told.
                  .requestMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/*")
                  .permitAll()
                  .requestMatchers(
                      HttpMethod.HEAD, "/", "/index.html", "/actuator/health", "/actuator/health/*")
                  .permitAll()
                  .dispatcherTypeMatchers(DispatcherType.ERROR)
                  .permitAll()
                  .requestMatchers("/api/v1/**")
                  .authenticated()
                  .anyRequest()
                  .denyAll();
            })
        .csrf(csrf -> csrf.disable()) // no cookies: a token in a header is not sent by other sites
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .oauth2ResourceServer(server ->
            server
                .bearerTokenResolver(SecurityConfig::tokenWhereItMatters)
                // Each kind of token opens its own addresses and no other.
                .authenticationManagerResolver(
                    (HttpServletRequest request) -> isStaffs(request) ? knowsStaff : knowsShoppers)
                .authenticationEntryPoint((request, response, failure) ->
                    refuse(
                        response,
                        failure.getCause() instanceof JwtValidationException e
                            && ShopperTokens.isExpiry(e))))
        .exceptionHandling(handling ->
            handling
                .authenticationEntryPoint((request, response, e) -> {
                  if (request.getRequestURI().startsWith(API)) {
                    refuse(response, false);
                  } else {
                    notHere(response);
                  }
                })
                .accessDeniedHandler((request, response, e) -> {
                  if (isStaffs(request)) {
                    problem(response, 403, "forbidden", "没有权限", "您的账号不能做这件事。");
                  } else {
                    notHere(response);
                  }
                }))
        .headers(headers ->
            headers
                .addHeaderWriter((request, response) ->
                    response.setHeader(
                        "Content-Security-Policy",
                        request.getRequestURI().startsWith("/swagger-ui")
                            ? API_PAGE_POLICY
                            : CONTENT_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
        .build();
  }

  private static boolean isStaffs(HttpServletRequest request) {
    return request.getRequestURI().startsWith(StaffDoors.ALL);
  }

  private static AuthenticationManager knowsStaff(StaffTokens tokens) {
    var roles = new JwtGrantedAuthoritiesConverter();
    roles.setAuthoritiesClaimName("roles");
    roles.setAuthorityPrefix("");
    var converter = new JwtAuthenticationConverter();
    converter.setJwtGrantedAuthoritiesConverter(roles);
    var provider = new JwtAuthenticationProvider(tokens.decoder());
    provider.setJwtAuthenticationConverter(converter);
    return new ProviderManager(provider);
  }

  /** An old token in the header must not keep anybody from the page, or from a new session. */
  private static @Nullable String tokenWhereItMatters(HttpServletRequest request) {
    String path = request.getRequestURI();
    boolean withoutToken = Set.of(SESSIONS, DEMO_SHOPPERS, DEMO_STAFF, DEMO_RESET).contains(path);
    return path.startsWith(API) && !withoutToken ? TOKEN_IN_HEADER.resolve(request) : null;
  }

  private static void refuse(HttpServletResponse response, boolean expired) throws IOException {
    response.setHeader("WWW-Authenticate", "Bearer");
    problem(
        response,
        401,
        expired ? "token-expired" : "unauthorized",
        expired ? "登录已过期" : "需要登录",
        expired ? "会话已过期，请重新进入。" : "请先获取会话再发消息。");
  }

  private static void notHere(HttpServletResponse response) throws IOException {
    problem(response, 404, "not-found", "没有这个页面", "您访问的地址不存在。");
  }

  private static void problem(
      HttpServletResponse response, int status, String type, String title, String detail)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    JsonMapper.shared()
        .writeValue(
            response.getOutputStream(),
            Map.of(
                "type", "urn:xianda:problem:" + type,
                "title", title,
                "detail", detail,
                "status", status));
  }

  @Bean
  SecretKey tokenKey(Keys keys) {
    return new SecretKeySpec(keys.tokenKey(), "HmacSHA256");
  }

  @Bean
  JwtEncoder jwtEncoder(SecretKey tokenKey) {
    return new NimbusJwtEncoder(new ImmutableSecret<SecurityContext>(tokenKey));
  }

  @Bean
  JwtDecoder jwtDecoder(SecretKey tokenKey, Clock clock) {
    return DecodeTokens.of(tokenKey, clock, ShopperTokens.ISSUER);
  }

  @Bean
  ShopperTokens shopperTokens(
      JwtEncoder encoder, JwtDecoder decoder, Clock clock, IdentitySettings settings) {
    return new ShopperTokens(encoder, decoder, clock, settings);
  }

  @Bean
  StaffTokens staffTokens(SecretKey tokenKey, Clock clock) {
    return new StaffTokens(tokenKey, clock);
  }
}
