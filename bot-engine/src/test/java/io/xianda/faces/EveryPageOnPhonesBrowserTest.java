package io.xianda.faces;

import io.xianda.faces.Browser.Screen;

/** On a phone; apart from those at desks, so that both run at once. */
class EveryPageOnPhonesBrowserTest extends EveryPage {

  EveryPageOnPhonesBrowserTest() {
    super(Screen.PHONE);
  }
}
