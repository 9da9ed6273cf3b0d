package io.xianda.faces;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Which address shows which file, how it is packed, and how long a browser may keep it. */
@Configuration(proxyBeanMethods = false)
class ServePages implements WebMvcConfigurer {

  private static final String FILES = "classpath:/static/";

  /** The name of such a file changes with what it holds. */
  private static final CacheControl FOR_EVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  /**
   * Kept, and asked for anew each time: a new version is seen at once, and costs little otherwise.
   */
  private static final CacheControl ASK_EACH_TIME = CacheControl.noCache();

  @Override
  public void addViewControllers(ViewControllerRegistry views) {
    views.addViewController("/").setViewName("forward:/index.html");
    for (String face : List.of("desk", "ops")) {
      views.addViewController("/" + face).setViewName("forward:/" + face + "/index.html");
      views.addViewController("/" + face + "/").setViewName("forward:/" + face + "/index.html");
    }
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry files) {
    serve(files, FOR_EVER, FILES + "assets/", new PathResourceResolver(), "/assets/**");
    serve(
        files,
        ASK_EACH_TIME,
        FILES,
        new PathResourceResolver(),
        "/index.html",
        "/widget.js",
        "/theme.js",
        "/favicon.svg");
    // What stands behind these addresses is told by the page itself.
    serve(files, ASK_EACH_TIME, FILES, new Always("desk/index.html"), "/desk/**");
    serve(files, ASK_EACH_TIME, FILES, new Always("ops/index.html"), "/ops/**");
  }

  private static void serve(
      ResourceHandlerRegistry files,
      CacheControl kept,
      String from,
      PathResourceResolver found,
      String... addresses) {
    files
        .addResourceHandler(addresses)
        .addResourceLocations(from)
        .setCacheControl(kept)
        .resourceChain(true)
        .addResolver(new EncodedResourceResolver())
        .addResolver(found);
  }

  /** One page for all addresses below it. */
  private static final class Always extends PathResourceResolver {

    private final String page;

    Always(String page) {
      this.page = page;
    }

    @Override
    protected @Nullable Resource getResource(String path, Resource location) {
      var resource = new ClassPathResource("static/" + page);
      return resource.exists() ? resource : null;
    }
  }
}
