/** The one line for other pages. */
export {}
