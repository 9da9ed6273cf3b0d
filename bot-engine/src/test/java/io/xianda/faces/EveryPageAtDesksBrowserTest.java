package io.xianda.faces;

import io.xianda.faces.Browser.Screen;

/** At a desk; apart from those on phones, so that both run at once. */
class EveryPageAtDesksBrowserTest extends EveryPage {

  EveryPageAtDesksBrowserTest() {
    super(Screen.DESKTOP);
  }
}
