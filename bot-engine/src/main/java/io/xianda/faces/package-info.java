/**
 * Shows the pages that the module {@code web} builds: the shoppers' chat at {@code /}, the agents'
 * desk at {@code /desk}, the operators' console at {@code /ops}, and the script by which other
 * sites embed the chat. Pages hold nothing of anybody; what they show they ask of the API.
 */
@NullMarked
package io.xianda.faces;

import org.jspecify.annotations.NullMarked;
