/**
 * How hub interfaces and receiver interfaces appear on the wire: service name, method
 * names and ids, parameter and result types.
 */
@NullMarked
package io.github.magiconion4j.contract;

import org.jspecify.annotations.NullMarked;
