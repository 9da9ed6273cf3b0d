package io.xianda.photo;

/** Why an upload is not taken. */
public enum PhotoRefusal {
  /** It has more than 10 MB. */
  TOO_LARGE,
  /** It has more than 50 million pixels. */
  TOO_MANY_PIXELS,
  /** It is one of Apple's pictures, which browsers do not show. */
  HEIC,
  /** It is no picture that can be read. */
  NO_PHOTO,
  /** Others are being looked at. */
  BUSY
}
