package io.xianda.console;

/**
 * What operators send. It may be larger than what shoppers send, and no text in it holds what
 * PostgreSQL cannot store: {@link ReadConsoleBodies} sees to both.
 */
interface ConsoleBody {}
