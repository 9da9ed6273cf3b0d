/** Opens a page of this mini-program, also one of the tab bar, to which one can only switch. */
export function openPage(page: string, failed: () => void) {
  wx.navigateTo({
    url: page,
    fail: () =>
      wx.switchTab({
        // A tab page takes no query.
        url: page.replace(/\?.*$/, ''),
        // Ten pages deep, WeChat opens no further one.
        fail: () => wx.redirectTo({ url: page, fail: failed }),
      }),
  })
}
